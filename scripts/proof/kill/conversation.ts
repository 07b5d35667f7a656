import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { call, type Answer } from '../call.ts';
import { Ledger } from './ledger.ts';

const identitySchema = z.object({ identity: z.string().nullable() });
const openedSchema = z.object({ conversationId: z.string(), token: z.string() });
const takenSchema = z.object({ message: z.unknown(), replies: z.array(z.unknown()) });
const eventsSchema = z.object({ events: z.array(z.unknown()) });

interface Message {
  clientMessageId: string;
  text: string;
}

/** Refusals that say nothing of what is kept: the store or the service is away, or stopping. */
const isAway = ({ status }: Answer): boolean => status === 503;

/** An answer that the promises do not allow. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** One customer's conversation, written through the API of a service that comes and goes. */
export class WrittenConversation {
  readonly id: string;
  readonly ledger = new Ledger();
  readonly #token: string;
  /** Sent, and neither acknowledged nor refused: sent again with the same id before anything else. */
  #open: Message | null = null;
  #count = 0;

  private constructor({ conversationId, token }: z.infer<typeof openedSchema>) {
    this.id = conversationId;
    this.#token = token;
  }

  /** Null when the service is away. */
  static async begin(url: string): Promise<WrittenConversation | null> {
    const signed = await call(`${url}/demo/identity`, { body: { persona: 'admin-standard' } });
    const { identity } = identitySchema.parse(signed.body);
    const opened = await call(`${url}/api/v1/conversations`, { body: { identity } });
    if (isAway(opened)) return null;
    return new WrittenConversation(openedSchema.parse(opened.body));
  }

  /** Whether a message is out of which nobody knows what became. */
  get unsettled(): boolean {
    return this.#open !== null;
  }

  /** Sends the message that is out once more, else a new one. True when it was acknowledged. */
  async write(url: string): Promise<boolean> {
    this.#open ??= this.#next();
    const { clientMessageId } = this.#open;
    this.ledger.sending(clientMessageId);
    const answer = await this.#post(url, 'messages', this.#open);
    if (isAway(answer)) return false;
    if (answer.status !== 201) throw new BrokenPromise(`a message was answered with ${answer.status}`);
    const { message, replies } = takenSchema.parse(answer.body);
    this.ledger.acknowledge([message, ...replies]);
    this.#open = null;
    return true;
  }

  /** Asks for a person or leaves the queue. True when it was acknowledged. */
  async handoff(url: string, action: 'request' | 'leave'): Promise<boolean> {
    const answer = await this.#post(url, 'handoff', { action });
    if (isAway(answer) || answer.status === 409) return false;
    if (answer.status !== 201) throw new BrokenPromise(`a handoff was answered with ${answer.status}`);
    this.ledger.acknowledge(eventsSchema.parse(answer.body).events);
    return true;
  }

  #post(url: string, part: string, body: unknown): Promise<Answer> {
    return call(`${url}/api/v1/conversations/${this.id}/${part}`, { token: this.#token, body });
  }

  #next(): Message {
    this.#count += 1;
    const clientMessageId = `m${this.#count}-${randomBytes(8).toString('hex')}`;
    return { clientMessageId, text: `給与明細の公開方法は？その${this.#count}` };
  }
}
