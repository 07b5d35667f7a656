import type { EventView } from '../../web/wire.ts';
import { readTranscript, writeSession, writeTranscript } from './session.ts';
import type { Session } from './session.ts';
import type { KeyValue } from './storage.ts';
import { Transcript } from './transcript.ts';
import type { NoticeView, QueuePlace } from './wire-types.ts';

/** One conversation as this browser holds it, in memory and in its storage. */
export class HeldConversation {
  /** Numbers of events that were shown on an earlier page. */
  readonly heard: ReadonlySet<number>;
  /** Opinions that were given and not yet confirmed. */
  readonly opinions = new Map<number, boolean>();
  queue: QueuePlace | null = null;
  readonly #session: Session;
  readonly #storage: KeyValue;
  readonly #transcript = new Transcript();

  constructor(session: Session, storage: KeyValue) {
    this.#session = session;
    this.#storage = storage;
    this.#transcript.add(readTranscript(storage, session));
    // Of a long conversation only the end is kept, and the rest is no news either when it comes again.
    this.heard = new Set(Array.from({ length: this.events.at(-1)?.seq ?? 0 }, (_, index) => index + 1));
  }

  get session(): Session {
    return this.#session;
  }

  get events(): readonly EventView[] {
    return this.#transcript.events;
  }

  /** Where the stream goes on from. */
  get after(): number {
    return this.#transcript.after;
  }

  /** They stay on this page, and are not said again on the next. */
  get notices(): readonly NoticeView[] {
    return this.#session.notices.filter(({ kind }) => kind === 'sharing');
  }

  /** True when anything was new. */
  receive(events: readonly EventView[]): boolean {
    const isNew = this.#transcript.add(events);
    if (isNew) writeTranscript(this.#storage, this.#session, this.events);
    return isNew;
  }

  noticesWereSaid(): void {
    if (this.#session.notices.length > 0) writeSession(this.#storage, { ...this.#session, notices: [] });
  }
}
