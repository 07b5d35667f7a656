import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { call, type Answer } from '../call.ts';
import { BrokenPromise, type WrittenConversation } from './conversation.ts';

const sessionSchema = z.object({ token: z.string() });
const seenSchema = z.object({
  state: z.string(),
  agentId: z.string().nullable(),
  seq: z.int(),
  events: z.array(z.unknown()),
});
type Seen = z.infer<typeof seenSchema>;
const answeredSchema = z.object({ message: z.unknown() });
const queueSchema = z.object({
  conversations: z.array(z.object({ conversationId: z.string(), state: z.string() })),
});

/** An answer on its way, as the console keeps it until it is acknowledged. */
interface Draft {
  clientMessageId: string;
  text: string;
}

/** Refused, because the customer or a colleague was quicker, or because the service is away. */
const refused = new Set([409, 503]);

/** One who takes conversations, answers and closes them through the agents' API. */
export class WritingAgent {
  readonly id: string;
  readonly #token: string;
  readonly #drafts = new Map<WrittenConversation, Draft>();
  #count = 0;

  private constructor(id: string, token: string) {
    this.id = id;
    this.#token = token;
  }

  static async signIn(url: string, id: string): Promise<WritingAgent> {
    const answer = await call(`${url}/api/v1/agent/session`, { body: { id, password: `demo-${id}` } });
    return new WritingAgent(id, sessionSchema.parse(answer.body).token);
  }

  /** The whole conversation as it is stored; null when the service is away. */
  async read(url: string, { id }: WrittenConversation): Promise<Seen | null> {
    const answer = await this.#call(url, id);
    if (answer.status === 503) return null;
    if (answer.status !== 200) throw new BrokenPromise(`reading was answered with ${answer.status}`);
    return seenSchema.parse(answer.body);
  }

  /** Ids of those that the desk lists, with their states; null when the service is away. */
  async queue(url: string): Promise<Map<string, string> | null> {
    const { status, body } = await call(`${url}/api/v1/agent/queue`, { token: this.#token });
    if (status === 503) return null;
    const { conversations } = queueSchema.parse(body);
    return new Map(conversations.map(({ conversationId, state }) => [conversationId, state]));
  }

  /** Does what is next with a conversation: takes it, answers, or closes it. True when that was acknowledged. */
  async attend(url: string, conversation: WrittenConversation): Promise<boolean> {
    const answer = await this.#call(url, conversation.id);
    if (refused.has(answer.status)) return false;
    const seen = seenSchema.parse(answer.body);
    if (seen.state === 'waiting') return this.#act(url, conversation, 'claim');
    if (seen.agentId !== this.id || !['claimed', 'answered'].includes(seen.state)) return false;
    this.#count += 1;
    // Now and then it is over, and begins anew with the customer's next message.
    return this.#count % 5 === 0
      ? this.#act(url, conversation, 'close')
      : this.#answer(url, conversation, seen);
  }

  async #act(url: string, { id, ledger }: WrittenConversation, action: string): Promise<boolean> {
    const answer = await this.#call(url, id, { action, body: {} });
    if (refused.has(answer.status)) return false;
    if (answer.status !== 200) throw new BrokenPromise(`${action} was answered with ${answer.status}`);
    ledger.acknowledge(seenSchema.parse(answer.body).events);
    return true;
  }

  async #answer(url: string, conversation: WrittenConversation, { seq }: Seen): Promise<boolean> {
    const draft = this.#drafts.get(conversation) ?? this.#newDraft();
    this.#drafts.set(conversation, draft);
    conversation.ledger.sending(draft.clientMessageId);
    const body = { ...draft, seenSeq: seq };
    const answer = await this.#call(url, conversation.id, { action: 'messages', body });
    if (refused.has(answer.status)) return false;
    if (answer.status !== 201) throw new BrokenPromise(`an answer was answered with ${answer.status}`);
    conversation.ledger.acknowledge([answeredSchema.parse(answer.body).message]);
    this.#drafts.delete(conversation);
    return true;
  }

  #newDraft(): Draft {
    return {
      clientMessageId: `a-${randomBytes(8).toString('hex')}`,
      text: 'お調べします。少しお待ちください。',
    };
  }

  #call(url: string, id: string, post?: { action: string; body: unknown }): Promise<Answer> {
    const path = `${url}/api/v1/agent/conversations/${id}`;
    return post
      ? call(`${path}/${post.action}`, { token: this.#token, body: post.body })
      : call(path, { token: this.#token });
  }
}
