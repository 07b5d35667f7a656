import type { DeskState, MaskType } from '../../domain/conversation.ts';
import type { EventView, OfficeResponse } from '../../web/wire.ts';
import { ApiError, asApiError } from './api.ts';
import type { Api, Credentials } from './api.ts';
import { backoffMs } from './backoff.ts';
import { followEvents } from './event-stream.ts';
import type { ItemSources } from './items.ts';
import { openConversation } from './open-conversation.ts';
import type { Visitor } from './open-conversation.ts';
import { Outbox } from './outbox.ts';
import type { OutboxEntry } from './outbox.ts';
import { ownerOf } from './owner.ts';
import type { Screened } from './privacy.ts';
import { readSession, readTranscript, writeDraft, writeSession, writeTranscript } from './session.ts';
import type { Session } from './session.ts';
import type { SseEvent } from './sse.ts';
import type { KeyValue } from './storage.ts';
import { deskOf, Transcript } from './transcript.ts';
import type { MessageResponse, NoticeView, OpenResponse, QueuePlace, SurveyRequest } from './wire-types.ts';

/** Lost conversations in a row after which a new one is not opened at once. */
const LOST_AT_ONCE = 1;

export interface ClientPorts {
  api: Api;
  storage: KeyValue;
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  now(): Date;
  /** Something that is drawn has changed. Called often; the drawing gathers the calls. */
  onChange(): void;
  /** An agent types: the `data:` of the stream's `typing` event. */
  onTyping(data: string): void;
  /** The host page's identity was refused. */
  onIdentityRefused(): void;
}

/** `refused`: the identity was not accepted, and the visitor decides how to go on. */
type Phase = 'starting' | 'ready' | 'refused';

/** Everything that is drawn. */
export interface Snapshot {
  phase: Phase;
  /** What the log is made of. */
  sources: Omit<ItemSources, 'standIns'>;
  desk: { state: DeskState; agentName: string | null };
  office: OfficeResponse | null;
  notices: readonly NoticeView[];
  queue: QueuePlace | null;
  /** The server cannot be reached at present, or does not say what is the matter. */
  disconnected: boolean;
  /** No conversation can be kept at present (H7): what is sent waits. */
  unkept: boolean;
  /** The conversation before this one is not kept any more, and nothing was said in this one yet. */
  replaced: boolean;
  /** An answer of the bot is on its way. */
  answering: boolean;
}

/**
 * One visitor's conversation as the frame holds it: starts or resumes it, sends, listens, and starts
 * a new one when the server no longer knows it, without losing what was written.
 */
export class ConversationClient {
  readonly #ports: ClientPorts;
  readonly #outbox: Outbox;
  readonly #maskedHere = new Map<string, MaskType[]>();
  readonly #opinions = new Map<number, boolean>();
  #visitor: Visitor = { identity: null, pageUrl: '' };
  #session: Session | null = null;
  #transcript = new Transcript();
  #phase: Phase = 'starting';
  #office: OfficeResponse | null = null;
  #queue: QueuePlace | null = null;
  #failures = 0;
  /** The last attempt at this conversation ended so. */
  #unkept = false;
  /** Numbers of events that were shown on an earlier page. */
  #heard: ReadonlySet<number> = new Set();
  /** Conversations that were gone since the server last knew one. */
  #lost = 0;
  /** Something had been said in the conversation that was gone. */
  #replaced = false;
  /** Aborted when this conversation is left; whatever still answers for it is dropped. */
  #life = new AbortController();

  constructor(ports: ClientPorts) {
    this.#ports = ports;
    this.#outbox = new Outbox({
      storage: ports.storage,
      sleep: (ms) => ports.sleep(ms),
      random: () => ports.random(),
      send: (entry) => this.#post(entry),
      onSent: (entry, response) => {
        this.#maskedHere.set(entry.clientMessageId, entry.masked);
        this.receive([response.message, ...response.replies]);
        this.#noticesWereSaid();
      },
      onChange: () => ports.onChange(),
    });
  }

  get snapshot(): Snapshot {
    const { events } = this.#transcript;
    const desk = deskOf(events);
    const outage = this.#outage;
    return {
      phase: this.#phase,
      sources: {
        events,
        outbox: this.#outbox.entries,
        maskedHere: this.#maskedHere,
        opinions: this.#opinions,
        heard: this.#heard,
        unkept: outage || this.#unkept,
      },
      desk,
      office: this.#office,
      notices: this.#notices(),
      queue: desk.state === 'waiting' ? this.#queue : null,
      disconnected: (this.#failures > 0 || this.#unkept) && !outage,
      unkept: outage || this.#unkept,
      replaced: this.#replaced && events.length === 0,
      answering:
        (desk.state === 'bot' || desk.state === 'closed') &&
        this.#outbox.entries.some((entry) => entry.state === 'sending'),
    };
  }

  /** Goes on with the stored conversation when it is this visitor's, else opens one. */
  start(visitor: Visitor): void {
    const owner = ownerOf(visitor.identity);
    const stored = readSession(this.#ports.storage);
    this.#visitor = visitor;
    this.#replaced = false;
    this.#leave();
    if (stored && stored.owner !== owner) this.#forget(stored.owner);
    if (stored?.owner === owner) this.#enter(stored);
    else void this.#open(this.#life.signal);
  }

  /** Another identity: the same person only gets a fresh one, another person another conversation. */
  identify(identity: string | null): void {
    const same = ownerOf(identity) === ownerOf(this.#visitor.identity);
    if (same && this.#phase !== 'refused') this.#visitor = { ...this.#visitor, identity };
    else this.start({ ...this.#visitor, identity });
  }

  /** Another tab has changed the stored conversation: this one shows the same. */
  adopt(): void {
    const stored = readSession(this.#ports.storage);
    if (!stored || stored.owner !== ownerOf(this.#visitor.identity)) return;
    if (stored.conversationId === this.#session?.conversationId) return;
    this.#leave();
    this.#enter(stored);
  }

  /** Leaves the present conversation for a new one. */
  startOver(): void {
    this.#replaced = false;
    this.#outbox.clear();
    this.#startAnew();
  }

  /** Sends what was screened, or the title of an article that was picked. */
  send({ text, masked }: Screened, choice?: string): void {
    this.#outbox.add({
      clientMessageId: this.#ports.newId(),
      text,
      masked,
      writtenAt: this.#ports.now().toISOString(),
      ...(choice === undefined ? {} : { choice }),
    });
    if (this.#unkept || this.#outage || (this.#failures > 0 && this.#phase === 'starting'))
      this.#outbox.hold();
    if (this.#phase === 'ready') void this.#outbox.flush();
  }

  /** Takes back a message that the server refused; answers its text, to be written anew. */
  takeBack(clientMessageId: string): string {
    const entry = this.#outbox.entries.find((each) => each.clientMessageId === clientMessageId);
    this.#outbox.remove(clientMessageId);
    return entry?.text ?? '';
  }

  /** Rejects with `ApiError` when it could not be told; the opinion is then open again. */
  async giveFeedback(seq: number, helpful: boolean): Promise<void> {
    this.#opinions.set(seq, helpful);
    this.#ports.onChange();
    try {
      await this.#call((who) => this.#ports.api.feedback(who, seq, helpful));
    } catch (error) {
      this.#opinions.delete(seq);
      this.#ports.onChange();
      throw error;
    }
  }

  /** Asks for a person, or leaves the queue. Rejects with `ApiError`. */
  handoff(action: 'request' | 'leave'): Promise<void> {
    return this.#call((who) => this.#ports.api.handoff(who, action));
  }

  /** Answers the survey at the last closing (N7). Rejects with `ApiError`. */
  answerSurvey(answer: SurveyRequest): Promise<void> {
    return this.#call((who) => this.#ports.api.survey(who, answer));
  }

  /** Any other call about this conversation. Rejects with `ApiError`. */
  raw(path: string, init: RequestInit): Promise<Response> {
    return this.#inThisLife((who) => this.#ports.api.raw(who, path, init));
  }

  async #call(make: (who: Credentials) => Promise<{ events: readonly EventView[] }>): Promise<void> {
    const { events } = await this.#inThisLife(make);
    this.receive(events);
  }

  #post({ clientMessageId, text, choice }: OutboxEntry): Promise<MessageResponse> {
    const body = { clientMessageId, text, ...(choice === undefined ? {} : { choice }) };
    return this.#inThisLife((who) => this.#ports.api.send(who, body));
  }

  /**
   * Makes a call about the present conversation. An answer for one that was left meanwhile counts as
   * none, so that it never appears in another; one that is gone is replaced.
   */
  async #inThisLife<T>(make: (who: Credentials) => Promise<T>): Promise<T> {
    const { signal } = this.#life;
    if (!this.#session) throw new ApiError(0);
    const outcome = await make(this.#session).catch(asApiError);
    if (signal.aborted) throw new ApiError(0);
    this.#unkept = outcome instanceof ApiError && outcome.unkept;
    if (!(outcome instanceof ApiError)) return outcome;
    if (outcome.gone) this.#replace();
    throw outcome;
  }

  /** Events that a call was answered with, which the stream will bring once more. */
  receive(events: readonly EventView[]): void {
    if (!this.#transcript.add(events)) return;
    if (this.#session) writeTranscript(this.#ports.storage, this.#session, this.#transcript.events);
    this.#ports.onChange();
  }

  #notices(): readonly NoticeView[] {
    const sharing = this.#session?.notices.filter(({ kind }) => kind === 'sharing') ?? [];
    const others = this.#office?.notices.filter(({ kind }) => kind !== 'sharing') ?? [];
    return [...sharing, ...others];
  }

  get #outage(): boolean {
    return this.#office?.notices.some(({ kind }) => kind === 'outage') === true;
  }

  /** They stay on this page, and are not said again on the next. */
  #noticesWereSaid(): void {
    if (this.#session && this.#session.notices.length > 0) {
      writeSession(this.#ports.storage, { ...this.#session, notices: [] });
    }
  }

  #leave(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#session = null;
    this.#transcript = new Transcript();
    this.#opinions.clear();
    this.#queue = null;
    this.#phase = 'starting';
    this.#ports.onChange();
  }

  /** Somebody else's words are nobody's business; what was written before logging in is kept. */
  #forget(formerOwner: string): void {
    writeSession(this.#ports.storage, null);
    if (formerOwner === '') return;
    this.#outbox.clear();
    writeDraft(this.#ports.storage, '');
  }

  /** The server does not know this conversation any more, as after the time for which it is kept. */
  #replace(): void {
    this.#replaced ||= this.#transcript.events.length > 0;
    this.#startAnew();
  }

  #startAnew(): void {
    this.#lost += 1;
    writeSession(this.#ports.storage, null);
    this.#leave();
    void this.#open(this.#life.signal);
  }

  async #open(signal: AbortSignal): Promise<void> {
    const onFailure = (failures: number, problem: ApiError): void => {
      this.#unkept = problem.unkept;
      this.#connection(failures);
      this.#outbox.hold();
      if (problem.status > 0) void this.#askOffice(signal);
    };
    const ports = { ...this.#ports, onFailure };
    if (this.#lost > LOST_AT_ONCE) await ports.sleep(backoffMs(this.#lost, ports.random()));
    const outcome = await openConversation(this.#visitor, ports, signal);
    if (outcome === 'refused') this.#refuse();
    else if (outcome !== 'left') this.#opened(outcome);
  }

  #opened({ conversationId, token, office, notices }: OpenResponse): void {
    this.#office = { ...office, notices };
    const session = { conversationId, token, owner: ownerOf(this.#visitor.identity), notices };
    writeSession(this.#ports.storage, session);
    this.#enter(session);
  }

  /** Without a conversation there is no stream that says how the office is, or that there is an outage. */
  async #askOffice(signal: AbortSignal): Promise<void> {
    const office = await this.#ports.api.office().catch(() => null);
    if (!office || signal.aborted || this.#phase !== 'starting') return;
    this.#office = office;
    this.#ports.onChange();
  }

  #refuse(): void {
    this.#phase = 'refused';
    this.#ports.onChange();
    this.#ports.onIdentityRefused();
  }

  #enter(session: Session): void {
    this.#session = session;
    this.#phase = 'ready';
    this.#failures = 0;
    this.#unkept = false;
    this.#transcript.add(readTranscript(this.#ports.storage, session));
    this.#heard = new Set(this.#transcript.events.map(({ seq }) => seq));
    this.#ports.onChange();
    void this.#follow(session, this.#life.signal);
    void this.#outbox.flush();
  }

  #follow(session: Session, signal: AbortSignal): Promise<void> {
    const transcript = this.#transcript;
    return followEvents(
      {
        connect: (aborted) => this.#ports.api.events(session, transcript.after, aborted),
        sleep: (ms) => this.#ports.sleep(ms),
        random: () => this.#ports.random(),
        onEvent: (event) => {
          if (!signal.aborted) this.#hear(event);
        },
        onState: (failures) => {
          if (!signal.aborted) this.#connection(failures);
        },
        onGone: () => this.#replace(),
      },
      signal,
    );
  }

  #connection(failures: number): void {
    this.#failures = failures;
    if (failures === 0) this.#lost = 0;
    this.#ports.onChange();
  }

  #hear({ event, data, id }: SseEvent): void {
    if (id !== null) return this.receive([JSON.parse(data)]);
    if (event === 'office') this.#office = JSON.parse(data);
    if (event === 'typing') this.#ports.onTyping(data);
    if (event === 'queue') this.#queue = JSON.parse(data);
    this.#ports.onChange();
  }
}
