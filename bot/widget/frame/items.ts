import type { Block, Inline } from '../../domain/blocks.ts';
import type { Choice, DeskState, MaskType, QuickReply, ReplyKind } from '../../domain/conversation.ts';
import type { EventView, FaqResponse } from '../../web/wire.ts';
import { clockTime, dayName } from './japan-time.ts';
import { linkify } from './links.ts';
import type { OutboxEntry } from './outbox.ts';
import { surveyContent, surveysOf } from './survey-item.ts';
import type { SurveyContent, Surveys } from './survey-item.ts';
import { deskOf } from './transcript.ts';

/** What the bot answered outside the conversation, while none could be kept. */
export type StandIn = FaqResponse['replies'][number];

export type RedactionRule = 'personal-data' | 'inappropriate';

interface Shared {
  /** Stays the same while an item changes: a message that is on its way becomes the sent one. */
  key: string;
  /** Number of the event; null for what the server does not have yet. */
  seq: number | null;
  at: string;
  time: string;
  /** It was there before, so that it is not read out as new. */
  heard: boolean;
}
export interface DayItem {
  type: 'day';
  key: string;
  label: string;
  heard: boolean;
}
export interface CustomerItem extends Shared {
  type: 'customer';
  text: string;
  /** `unkept`: waits until conversations can be kept again. */
  delivery: 'sent' | 'unkept' | OutboxEntry['state'];
  masked: MaskType[];
  redacted: RedactionRule | null;
}
export interface BotItem extends Shared {
  type: 'bot';
  kind: ReplyKind;
  blocks: Block[];
  choices: Choice[];
  quickReplies: QuickReply[];
  /** Null where no opinion is asked for. */
  feedback: 'asked' | 'helpful' | 'unhelpful' | null;
  /** Stands outside the conversation, in place of the answer that will come. */
  standIn: boolean;
}
export interface AgentItem extends Shared {
  type: 'agent';
  agentName: string;
  content: Inline[];
  masked: MaskType[];
  redacted: RedactionRule | null;
}
export interface StatusItem extends Shared {
  type: 'status';
  blocks: Block[];
}
export interface AttachmentItem extends Shared {
  type: 'attachment';
  kind: 'picture' | 'csv-header';
  /** Null for a CSV, and for what staff removed; sizes in pixels. */
  picture: { id: string; width: number; height: number } | null;
  columns: string[] | null;
  masked: MaskType[];
  redacted: RedactionRule | null;
}
export interface SurveyItem extends Shared, SurveyContent {}
/** One thing in the log, ready to be drawn. */
export type Item = DayItem | CustomerItem | AttachmentItem | BotItem | AgentItem | StatusItem | SurveyItem;

export interface ItemSources {
  events: readonly EventView[];
  outbox: readonly OutboxEntry[];
  /** What this browser masked before sending, by the message's own id. */
  maskedHere: ReadonlyMap<string, MaskType[]>;
  /** Opinions that were given and not yet confirmed. */
  opinions: ReadonlyMap<number, boolean>;
  /** Numbers of events that are not new to the reader. */
  heard: ReadonlySet<number>;
  /** No conversation can be kept at present. */
  unkept: boolean;
  /** Answers to what is on its way, by the message's own id. */
  standIns: ReadonlyMap<string, readonly StandIn[]>;
  /** The desk can be asked for something at present. */
  reachable: boolean;
}

interface Overlays {
  opinions: Map<number, boolean>;
  redactions: Map<number, RedactionRule>;
  /** From this number on quick replies are offered: those of the bot's last turn, until it is answered. */
  openFrom: number;
  desk: DeskState;
  reachable: boolean;
  surveys: Surveys;
}

/** What the bot said in one turn was appended at one instant. */
const lastTurn = (events: readonly EventView[]): number => {
  const last = events.findLast(
    (event) => event.type === 'attachment' || (event.type === 'message' && event.from !== 'agent'),
  );
  if (!last || last.type !== 'message' || last.from === 'customer') return Number.POSITIVE_INFINITY;
  return (
    events.find((event) => event.at === last.at && event.type === 'message' && event.from === 'bot')?.seq ??
    last.seq
  );
};

const overlaysOf = ({ events, opinions, outbox, reachable }: ItemSources): Overlays => {
  const overlays: Overlays = {
    opinions: new Map(opinions),
    redactions: new Map(),
    openFrom: outbox.length > 0 ? Number.POSITIVE_INFINITY : lastTurn(events),
    desk: deskOf(events).state,
    reachable,
    surveys: surveysOf(events),
  };
  for (const event of events) {
    if (event.type === 'feedback') overlays.opinions.set(event.on, event.helpful);
    if (event.type === 'redacted') overlays.redactions.set(event.on, event.rule);
  }
  return overlays;
};

const makesSense = (reply: QuickReply, { desk, reachable }: Overlays): boolean => {
  // Words wait until they can go; what is asked of the desk has to be done at once.
  if (reply.action !== 'send' && reply.action !== 'skip' && !reachable) return false;
  // While one waits, the bar above the field has the same button, which asks back.
  if (reply.action === 'leave-queue') return false;
  if (reply.action === 'handoff') return desk === 'bot' || desk === 'closed';
  return true;
};

const shared = (event: EventView, { heard }: ItemSources): Shared => ({
  key: `s${event.seq}`,
  seq: event.seq,
  at: event.at,
  time: clockTime(event.at),
  heard: heard.has(event.seq),
});

const messageItem = (
  event: Extract<EventView, { type: 'message' }>,
  overlays: Overlays,
  sources: ItemSources,
): Item => {
  if (event.from === 'bot') {
    const opinion = overlays.opinions.get(event.seq) ?? event.helpful;
    const asks = event.kind === 'answer';
    return {
      ...shared(event, sources),
      type: 'bot',
      kind: event.kind,
      blocks: event.blocks,
      choices: event.choices,
      quickReplies:
        event.seq >= overlays.openFrom
          ? event.quickReplies.filter((reply) => makesSense(reply, overlays))
          : [],
      feedback: asks ? (opinion === null ? 'asked' : opinion ? 'helpful' : 'unhelpful') : null,
      standIn: false,
    };
  }
  const redacted = overlays.redactions.get(event.seq) ?? event.redacted;
  if (event.from === 'agent') {
    const { agentName, masked } = event;
    const content = linkify(event.text);
    return { ...shared(event, sources), type: 'agent', agentName, content, masked, redacted };
  }
  return {
    ...shared(event, sources),
    key: event.clientMessageId,
    type: 'customer',
    text: event.text,
    delivery: 'sent',
    masked: [...new Set([...(sources.maskedHere.get(event.clientMessageId) ?? []), ...event.masked])],
    redacted,
  };
};

const attachmentItem = (
  event: Extract<EventView, { type: 'attachment' }>,
  { redactions }: Overlays,
  sources: ItemSources,
): AttachmentItem => {
  const { kind, picture, columns, masked } = event;
  const redacted = redactions.get(event.seq) ?? event.redacted;
  const own = { ...shared(event, sources), type: 'attachment' as const, kind, redacted };
  if (redacted) return { ...own, picture: null, columns: null, masked: [] };
  const seen = picture && { id: picture.id, width: picture.width, height: picture.height };
  return { ...own, picture: seen, columns, masked };
};

const eventItem = (event: EventView, overlays: Overlays, sources: ItemSources): Item | null => {
  if (event.type === 'message') return messageItem(event, overlays, sources);
  if (event.type === 'attachment') return attachmentItem(event, overlays, sources);
  if (event.type === 'survey-asked') {
    const content = surveyContent(event, overlays.surveys, overlays.redactions);
    return content && { ...shared(event, sources), ...content };
  }
  if (event.type !== 'status' || event.blocks.length === 0) return null;
  return { ...shared(event, sources), type: 'status', blocks: event.blocks };
};

/** What has no number yet: neither its time nor its day is the server's. */
const unnumbered = (entry: OutboxEntry, key: string): Shared => ({
  key,
  seq: null,
  at: entry.writtenAt,
  time: '',
  heard: false,
});

const pendingItem = (entry: OutboxEntry, unkept: boolean): CustomerItem => ({
  ...unnumbered(entry, entry.clientMessageId),
  type: 'customer',
  text: entry.text,
  delivery: unkept && entry.state === 'waiting' ? 'unkept' : entry.state,
  masked: entry.masked,
  redacted: null,
});

const standInItem = (entry: OutboxEntry, reply: StandIn, index: number): BotItem => ({
  ...unnumbered(entry, `${entry.clientMessageId}:${index}`),
  type: 'bot',
  kind: reply.kind,
  blocks: reply.blocks,
  choices: reply.choices,
  quickReplies: [],
  feedback: null,
  standIn: true,
});

const waitingItems = (entry: OutboxEntry, { unkept, standIns }: ItemSources): (CustomerItem | BotItem)[] => {
  const replies = standIns.get(entry.clientMessageId) ?? [];
  return [pendingItem(entry, unkept), ...replies.map((reply, index) => standInItem(entry, reply, index))];
};

const withDayLines = (items: readonly Exclude<Item, DayItem>[]): Item[] => {
  const lined: Item[] = [];
  let day = '';
  for (const item of items) {
    // What is on its way has the browser's clock, which may be wrong: it never opens a day.
    const its = item.seq === null ? day : dayName(item.at);
    if (its !== day) lined.push({ type: 'day', key: `d${its}`, label: its, heard: item.heard });
    day = its;
    lined.push(item);
  }
  return lined;
};

/** The log from top to bottom: the events with opinions and removals applied, then what is on its way. */
export const toItems = (sources: ItemSources): Item[] => {
  const overlays = overlaysOf(sources);
  const items = sources.events
    .map((event) => eventItem(event, overlays, sources))
    .filter((item): item is Exclude<Item, DayItem> => item !== null && item.type !== 'day');
  const arrived = new Set(items.map((item) => item.key));
  const pending = sources.outbox
    .filter((entry) => !arrived.has(entry.clientMessageId))
    .flatMap((entry) => waitingItems(entry, sources));
  return withDayLines([...items, ...pending]);
};
