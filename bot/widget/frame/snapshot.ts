import type { DeskState } from '../../domain/conversation.ts';
import type { OfficeResponse } from '../../web/wire.ts';
import type { ItemSources } from './items.ts';
import type { NoticeView, QueuePlace } from './wire-types.ts';

/** `refused`: the identity was not accepted, and the visitor decides how to go on. */
export type Phase = 'starting' | 'ready' | 'refused';

/** Everything that is drawn. */
export interface Snapshot {
  phase: Phase;
  /** What the log is made of. */
  sources: Omit<ItemSources, 'standIns' | 'reachable'>;
  desk: { state: DeskState; agentName: string | null };
  office: OfficeResponse | null;
  /** What the desk's clock is ahead of this browser's by, in ms. */
  aheadMs: number;
  notices: readonly NoticeView[];
  queue: QueuePlace | null;
  /** The browser has a network, as far as it knows. */
  online: boolean;
  /** The server cannot be reached at present, or does not say what is the matter. */
  disconnected: boolean;
  /** No conversation can be kept at present (H7): what is sent waits. */
  unkept: boolean;
  /** None of the three: something can be asked of the desk. What cannot be done is not offered. */
  reachable: boolean;
  /** The conversation before this one is not kept any more, and nothing was said in this one yet. */
  replaced: boolean;
  /** An answer of the bot is on its way. */
  answering: boolean;
}
