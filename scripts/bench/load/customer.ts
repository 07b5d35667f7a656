import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import { nowMs, type Tally } from './figures.ts';
import { openStream, send, type Response, type StreamEvent } from './http.ts';

const openedSchema = z.object({ conversationId: z.string(), token: z.string() });
const takenSchema = z.object({ message: z.object({ seq: z.int() }) });
const eventSchema = z.object({
  type: z.string(),
  from: z.string().optional(),
  clientMessageId: z.string().optional(),
  state: z.string().optional(),
});

/** Where what a customer sees is noted. */
export interface Notes {
  acknowledged: number[];
  delivered: number[];
  answers: Tally;
  errors: Tally;
}

/** One customer with an open stream. */
export class LoadCustomer {
  readonly #notes: Notes;
  readonly #path: string;
  readonly #streamPath: string;
  readonly #headers: { Authorization: string };
  /** When each message that has not arrived on the stream yet was sent. */
  readonly #sentAt = new Map<string, number>();
  /** Number of each acknowledged message, by its id. */
  readonly #acknowledged = new Map<string, number>();
  #heard = 0;
  #count = 0;
  #closeStream: () => void = () => {};
  /** A message is out. */
  busy = false;
  /** The state at the desk, as the stream told it last. */
  state = 'bot';
  /** Hears when a person has written. */
  onAnswer: () => void = () => {};

  private constructor(
    { path, streamPath, token }: { path: string; streamPath: string; token: string },
    notes: Notes,
  ) {
    this.#path = path;
    this.#streamPath = streamPath;
    this.#headers = { Authorization: `Bearer ${token}` };
    this.#notes = notes;
  }

  static async open(
    {
      url,
      streamUrl,
      identity,
      address,
    }: { url: string; streamUrl: string; identity: string; address: string },
    notes: Notes,
  ): Promise<LoadCustomer> {
    const opened = await send(`${url}/api/v1/conversations`, {
      body: { identity },
      // The limit of openings is by address, and here all come from one.
      headers: { 'X-Forwarded-For': address },
    });
    const { conversationId, token } = openedSchema.parse(JSON.parse(opened.text));
    const path = `/api/v1/conversations/${conversationId}`;
    const customer = new LoadCustomer({ path: url + path, streamPath: streamUrl + path, token }, notes);
    await customer.#listen();
    return customer;
  }

  /** Sends a message. True when it was acknowledged. */
  async write(text: string): Promise<boolean> {
    this.#count += 1;
    const clientMessageId = `message-${this.#count}`;
    const from = nowMs();
    this.#sentAt.set(clientMessageId, from);
    const answer = await this.#post('messages', { clientMessageId, text });
    if (answer?.status !== 201) {
      this.#sentAt.delete(clientMessageId);
      return false;
    }
    this.#notes.acknowledged.push(nowMs() - from);
    this.#acknowledged.set(clientMessageId, takenSchema.parse(JSON.parse(answer.text)).message.seq);
    return true;
  }

  async askForPerson(): Promise<void> {
    await this.#post('handoff', {});
  }

  /** Ends its stream, reads all that is stored, and notes what of the acknowledged is not there as it was said. */
  async check(): Promise<void> {
    this.#closeStream();
    const stored = await this.#readStored();
    stored.forEach(({ id }, index) => {
      if (id !== index + 1) this.#notes.errors.add('out of order');
    });
    const ids = stored.flatMap(({ data }) => eventSchema.parse(JSON.parse(data)).clientMessageId ?? []);
    if (new Set(ids).size < ids.length) this.#notes.errors.add('doubled');
    for (const [id, seq] of this.#acknowledged) {
      const kept = stored[seq - 1];
      if (!kept || eventSchema.parse(JSON.parse(kept.data)).clientMessageId !== id)
        this.#notes.errors.add('lost');
    }
  }

  async #post(part: string, body: unknown): Promise<Response | null> {
    this.busy = true;
    try {
      const answer = await send(`${this.#path}/${part}`, { body, headers: this.#headers });
      this.#notes.answers.add(`${part} ${answer.status}`);
      if (answer.status === 503 && answer.retryAfter === null)
        this.#notes.errors.add('503 without Retry-After');
      return answer;
    } catch {
      this.#notes.errors.add('connection failed');
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #listen(): Promise<void> {
    let ours = false;
    const close = await openStream(`${this.#streamPath}/events`, this.#headers, {
      onEvent: (event) => this.#hear(event),
      onEnd: () => {
        if (!ours) this.#notes.errors.add('stream ended');
      },
    });
    this.#closeStream = () => {
      ours = true;
      close();
    };
  }

  #hear({ id, data }: StreamEvent): void {
    if (id === null) return;
    if (id !== this.#heard + 1) this.#notes.errors.add('hole or double on the stream');
    this.#heard = id;
    const { type, from, clientMessageId = '', state } = eventSchema.parse(JSON.parse(data));
    if (type === 'status' && state) this.state = state;
    if (from === 'agent') {
      // An agent's id says when it was sent.
      this.#notes.delivered.push(nowMs() - Number(clientMessageId.split('-')[1]) / 1000);
      this.onAnswer();
    }
    const sentAt = this.#sentAt.get(clientMessageId);
    if (from !== 'customer' || sentAt === undefined) return;
    this.#sentAt.delete(clientMessageId);
    this.#notes.delivered.push(nowMs() - sentAt);
  }

  /** Everything from number 1 on, up to what was acknowledged or heard at least. */
  async #readStored(): Promise<StreamEvent[]> {
    const last = Math.max(this.#heard, ...this.#acknowledged.values());
    const stored: StreamEvent[] = [];
    if (last === 0) return stored;
    const complete = new EventEmitter();
    const whole = once(complete, 'whole');
    const close = await openStream(`${this.#path}/events?after=0`, this.#headers, {
      onEvent: (event) => {
        if (event.id !== null) stored.push(event);
        if (event.id === last) complete.emit('whole');
      },
      onEnd: () => complete.emit('whole'),
    });
    await whole;
    close();
    return stored;
  }
}
