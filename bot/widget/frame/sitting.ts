import type { EventView, OfficeResponse } from '../../web/wire.ts';
import { ApiError, asApiError } from './api.ts';
import type { Api, Credentials } from './api.ts';
import { backoffMs } from './backoff.ts';
import { followEvents } from './event-stream.ts';
import { HeldConversation } from './held-conversation.ts';
import { openConversation, pageOf } from './open-conversation.ts';
import type { Visitor } from './open-conversation.ts';
import { ownerOf } from './owner.ts';
import { readSession, writeDraft, writeSession } from './session.ts';
import type { Session } from './session.ts';
import type { Phase } from './snapshot.ts';
import type { SseEvent } from './sse.ts';
import type { KeyValue } from './storage.ts';
import type { OpenResponse } from './wire-types.ts';

/** Lost conversations in a row after which a new one is not opened at once. */
const LOST_AT_ONCE = 1;

export interface SittingPorts {
  api: Api;
  storage: KeyValue;
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
  now(): Date;
  onChange(): void;
  /** An agent types: the `data:` of the stream's `typing` event. */
  onTyping(data: string): void;
  /** The host page's identity was refused. */
  onIdentityRefused(): void;
  /** A conversation is there: what waits can be sent. */
  onEntered(): void;
  /** There is none for now: what is there has to wait. */
  onFailed(): void;
  /** Another person sits here now. */
  onOtherPerson(): void;
}

/**
 * The visitor's present conversation: opened or resumed, listened to, and replaced by a new one when
 * the server no longer knows it.
 */
export class Sitting {
  readonly #ports: SittingPorts;
  #visitor: Visitor = { identity: null, pageUrl: '' };
  #held: HeldConversation | null = null;
  #phase: Phase = 'starting';
  #office: OfficeResponse | null = null;
  #aheadMs = 0;
  #failures = 0;
  /** The last attempt at this conversation ended so. */
  #unkept = false;
  /** Conversations that were gone since the server last knew one. */
  #lost = 0;
  /** Refusals of the identity in a row. */
  #refusals = 0;
  /** Something had been said in the conversation that was gone. */
  #replaced = false;
  /** Aborted when this conversation is left; whatever still answers for it is dropped. */
  #life = new AbortController();

  constructor(ports: SittingPorts) {
    this.#ports = ports;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get held(): HeldConversation | null {
    return this.#held;
  }

  get office(): OfficeResponse | null {
    return this.#office;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** The page of the host that the visitor is on, as requests carry it. */
  get page(): { pageUrl?: string } {
    return pageOf(this.#visitor);
  }

  /** No conversation can be kept at present (H7). */
  get unkept(): boolean {
    return this.#outage || this.#unkept;
  }

  /** The server cannot be reached, or does not say what is the matter. */
  get disconnected(): boolean {
    return (this.#failures > 0 || this.#unkept) && !this.#outage;
  }

  /** The conversation before this one is not kept any more, and nothing was said in this one yet. */
  get replaced(): boolean {
    return this.#replaced && !this.#saidAnything;
  }

  get #saidAnything(): boolean {
    return this.#held !== null && this.#held.events.length > 0;
  }

  get #outage(): boolean {
    return this.#office?.notices.some(({ kind }) => kind === 'outage') === true;
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

  /** The visitor has gone on to another page, without a new document being loaded. */
  visit(pageUrl: string): void {
    this.#visitor = { ...this.#visitor, pageUrl };
  }

  /** Another tab has changed the stored conversation: this one shows the same. */
  adopt(): void {
    const stored = readSession(this.#ports.storage);
    if (!stored || stored.owner !== ownerOf(this.#visitor.identity)) return;
    if (stored.conversationId === this.#held?.session.conversationId) return;
    this.#leave();
    this.#enter(stored);
  }

  /** Leaves the present conversation for a new one. */
  startAnew(): void {
    this.#replaced = false;
    this.#openAnother();
  }

  /**
   * Makes a call about the present conversation. An answer for one that was left meanwhile counts as
   * none, so that it never appears in another; one that is gone is replaced. Rejects with `ApiError`.
   */
  async call<T>(make: (who: Credentials) => Promise<T>): Promise<T> {
    const { signal } = this.#life;
    if (!this.#held) throw new ApiError(0);
    const outcome = await make(this.#held.session).catch(asApiError);
    if (signal.aborted) throw new ApiError(0);
    this.#unkept = outcome instanceof ApiError && outcome.unkept;
    if (!(outcome instanceof ApiError)) return outcome;
    if (outcome.gone) this.#replace();
    throw outcome;
  }

  /** Events that a call was answered with, or that the stream brought. */
  receive(events: readonly EventView[]): void {
    if (this.#held?.receive(events)) this.#ports.onChange();
  }

  /** The server does not know this conversation any more, as after the time for which it is kept. */
  #replace(): void {
    this.#replaced ||= this.#saidAnything;
    this.#openAnother();
  }

  #openAnother(): void {
    this.#lost += 1;
    writeSession(this.#ports.storage, null);
    this.#leave();
    void this.#open(this.#life.signal);
  }

  #leave(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#held = null;
    this.#phase = 'starting';
    this.#ports.onChange();
  }

  /** Somebody else's words are nobody's business; what was written before logging in is kept. */
  #forget(formerOwner: string): void {
    writeSession(this.#ports.storage, null);
    if (formerOwner === '') return;
    this.#ports.onOtherPerson();
    writeDraft(this.#ports.storage, '');
  }

  async #open(signal: AbortSignal): Promise<void> {
    const onFailure = (failures: number, problem: ApiError): void => {
      this.#unkept = problem.unkept;
      this.#connection(failures);
      this.#ports.onFailed();
      if (problem.status > 0) void this.#askOffice(signal);
    };
    const ports = { ...this.#ports, onFailure };
    if (this.#lost > LOST_AT_ONCE) await ports.sleep(backoffMs(this.#lost, ports.random()));
    const outcome = await openConversation(this.#visitor, ports, signal);
    if (outcome === 'refused') void this.#refuse(signal);
    else if (outcome !== 'left') this.#opened(outcome);
  }

  #opened({ conversationId, token, office, notices }: OpenResponse): void {
    this.#hearOffice({ ...office, notices });
    const session = { conversationId, token, owner: ownerOf(this.#visitor.identity), notices };
    writeSession(this.#ports.storage, session);
    this.#enter(session);
  }

  /** Without a conversation there is no stream that says how the office is, or that there is an outage. */
  async #askOffice(signal: AbortSignal): Promise<void> {
    const office = await this.#ports.api.office().catch(() => null);
    if (!office || signal.aborted || this.#phase !== 'starting') return;
    this.#hearOffice(office);
    this.#ports.onChange();
  }

  #hearOffice(office: OfficeResponse): void {
    this.#office = office;
    if (office.now) this.#aheadMs = Date.parse(office.now) - this.#ports.now().getTime();
  }

  /** A host page that answers with an identity that is refused again must not go round without a pause. */
  async #refuse(signal: AbortSignal): Promise<void> {
    const { onFailed, onChange, onIdentityRefused, sleep, random } = this.#ports;
    this.#phase = 'refused';
    onFailed();
    onChange();
    if (this.#refusals > 0) await sleep(backoffMs(this.#refusals, random()));
    this.#refusals += 1;
    if (!signal.aborted) onIdentityRefused();
  }

  #enter(session: Session): void {
    this.#held = new HeldConversation(session, this.#ports.storage);
    this.#phase = 'ready';
    this.#failures = 0;
    this.#refusals = 0;
    this.#unkept = false;
    this.#ports.onChange();
    void this.#follow(this.#held, this.#life.signal);
    this.#ports.onEntered();
  }

  #follow(held: HeldConversation, signal: AbortSignal): Promise<void> {
    return followEvents(
      {
        connect: (aborted) => this.#ports.api.events(held.session, held.after, aborted),
        sleep: (ms) => this.#ports.sleep(ms),
        random: () => this.#ports.random(),
        onEvent: (event) => {
          if (!signal.aborted) this.#hear(event, held);
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

  #hear({ event, data, id }: SseEvent, held: HeldConversation): void {
    if (id !== null) return this.receive([JSON.parse(data)]);
    if (event === 'office') this.#hearOffice(JSON.parse(data));
    if (event === 'typing') this.#ports.onTyping(data);
    if (event === 'queue') held.queue = JSON.parse(data);
    this.#ports.onChange();
  }
}
