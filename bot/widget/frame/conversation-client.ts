import type { MaskType } from '../../domain/conversation.ts';
import type { EventView } from '../../web/wire.ts';
import type { Api, Credentials } from './api.ts';
import type { Visitor } from './open-conversation.ts';
import { Outbox } from './outbox.ts';
import type { OutboxEntry } from './outbox.ts';
import type { Screened } from './privacy.ts';
import { Sitting } from './sitting.ts';
import type { Snapshot } from './snapshot.ts';
import type { KeyValue } from './storage.ts';
import { deskOf } from './transcript.ts';
import type { HandoffAction, MessageResponse, SurveyRequest } from './wire-types.ts';

export interface ClientPorts {
  api: Api;
  storage: KeyValue;
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  now(): Date;
  /** The browser has a network, as far as it knows. */
  online(): boolean;
  /** Something that is drawn has changed. Called often; the drawing gathers the calls. */
  onChange(): void;
  /** An agent types: the `data:` of the stream's `typing` event. */
  onTyping(data: string): void;
  /** The host page's identity was refused. */
  onIdentityRefused(): void;
}

/**
 * What a visitor does in the frame: writes, says whether an answer helped, asks for a person. What was
 * written outlives the conversation that it was written for, should the server no longer know it.
 */
export class ConversationClient {
  readonly #ports: ClientPorts;
  readonly #sitting: Sitting;
  readonly #outbox: Outbox;
  readonly #maskedHere = new Map<string, MaskType[]>();

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
        this.#sitting.held?.noticesWereSaid();
      },
      onChange: () => ports.onChange(),
    });
    this.#sitting = new Sitting({
      ...ports,
      onEntered: () => void this.#outbox.flush(),
      onFailed: () => this.#outbox.hold(),
      onOtherPerson: () => this.#outbox.clear(),
    });
  }

  get snapshot(): Snapshot {
    const { held, office, unkept, replaced, phase, disconnected, aheadMs } = this.#sitting;
    const events = held?.events ?? [];
    const outbox = this.#outbox.entries;
    const desk = deskOf(events);
    const online = this.#ports.online();
    return {
      phase,
      sources: {
        events,
        outbox,
        maskedHere: this.#maskedHere,
        opinions: held?.opinions ?? new Map(),
        heard: held?.heard ?? new Set(),
        unkept,
      },
      desk,
      office,
      aheadMs,
      notices: [
        ...(held?.notices ?? []),
        ...(office?.notices.filter(({ kind }) => kind !== 'sharing') ?? []),
      ],
      queue: desk.state === 'waiting' ? (held?.queue ?? null) : null,
      online,
      disconnected,
      unkept,
      reachable: online && !disconnected && !unkept,
      replaced,
      answering:
        (desk.state === 'bot' || desk.state === 'closed') &&
        outbox.some((entry) => entry.state === 'sending'),
    };
  }

  /** Goes on with the stored conversation when it is this visitor's, else opens one. */
  start(visitor: Visitor): void {
    this.#sitting.start(visitor);
  }

  identify(identity: string | null): void {
    this.#sitting.identify(identity);
  }

  visit(pageUrl: string): void {
    this.#sitting.visit(pageUrl);
  }

  adopt(): void {
    this.#sitting.adopt();
  }

  /** Leaves the present conversation for a new one. */
  startOver(): void {
    this.#outbox.clear();
    this.#sitting.startAnew();
  }

  /** Sends what was screened, or the title of an article that was picked. */
  send({ text, masked }: Screened, choice?: string): void {
    const { phase, unkept, disconnected, page } = this.#sitting;
    this.#outbox.add({
      clientMessageId: this.#ports.newId(),
      text,
      masked,
      writtenAt: this.#ports.now().toISOString(),
      ...page,
      ...(choice === undefined ? {} : { choice }),
    });
    if (unkept || phase === 'refused' || (disconnected && phase === 'starting')) this.#outbox.hold();
    if (phase === 'ready') void this.#outbox.flush();
  }

  /** Takes back a message that the server refused; answers its text, to be written anew. */
  takeBack(clientMessageId: string): string {
    const entry = this.#outbox.entries.find((each) => each.clientMessageId === clientMessageId);
    this.#outbox.remove(clientMessageId);
    return entry?.text ?? '';
  }

  /** Rejects with `ApiError` when it could not be told; the opinion is then open again. */
  async giveFeedback(seq: number, helpful: boolean): Promise<void> {
    const opinions = this.#sitting.held?.opinions;
    opinions?.set(seq, helpful);
    this.#ports.onChange();
    try {
      await this.#call((who) => this.#ports.api.feedback(who, seq, helpful));
    } catch (error) {
      opinions?.delete(seq);
      this.#ports.onChange();
      throw error;
    }
  }

  /** Asks for a person or to be told when one is there, or leaves the queue. Rejects with `ApiError`. */
  handoff(action: HandoffAction): Promise<void> {
    const request = { action, ...this.#sitting.page };
    return this.#call((who) => this.#ports.api.handoff(who, request));
  }

  /** Answers the survey at the last closing (N7). Rejects with `ApiError`. */
  answerSurvey(answer: SurveyRequest): Promise<void> {
    return this.#call((who) => this.#ports.api.survey(who, answer));
  }

  /** Any other call about this conversation. Rejects with `ApiError`. */
  raw(path: string, init: RequestInit): Promise<Response> {
    return this.#sitting.call((who) => this.#ports.api.raw(who, path, init));
  }

  /** Events that a call was answered with, which the stream will bring once more. */
  receive(events: readonly EventView[]): void {
    this.#sitting.receive(events);
  }

  async #call(make: (who: Credentials) => Promise<{ events: readonly EventView[] }>): Promise<void> {
    const { events } = await this.#sitting.call(make);
    this.receive(events);
  }

  #post({ clientMessageId, text, choice, pageUrl }: OutboxEntry): Promise<MessageResponse> {
    const body = {
      clientMessageId,
      text,
      ...(choice === undefined ? {} : { choice }),
      ...(pageUrl === undefined ? {} : { pageUrl }),
    };
    return this.#sitting.call((who) => this.#ports.api.send(who, body));
  }
}
