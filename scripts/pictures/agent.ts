import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const session = z.object({ token: z.string() });
const queue = z.object({ conversations: z.array(z.object({ conversationId: z.string() })) });
const conversation = z.object({
  intake: z.object({ pageUrl: z.string().nullable() }).nullable(),
  events: z.array(z.object({ seq: z.number(), type: z.string(), from: z.string().optional() })),
});

const call = async <T>(schema: z.ZodType<T>, url: string, token: string, body?: object): Promise<T> => {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  // What has nothing to say says nothing.
  const answer = await response.text();
  return schema.parse(answer === '' ? null : JSON.parse(answer));
};

/** A demo agent at work, as a program. */
export class Agent {
  readonly #api: string;
  readonly #token: string;
  #id = '';

  private constructor(api: string, token: string) {
    this.#api = api;
    this.#token = token;
  }

  static async logIn(url: string): Promise<Agent> {
    const api = `${url}/api/v1/agent`;
    const { token } = await call(session, `${api}/session`, '', { id: 'sato', password: 'demo-sato' });
    return new Agent(api, token);
  }

  /** Takes who has waited longest. */
  async claim(): Promise<void> {
    const { conversations } = await call(queue, `${this.#api}/queue`, this.#token);
    this.#id = conversations[0]?.conversationId ?? '';
    await this.#act('claim', {});
  }

  async answer(text: string): Promise<void> {
    const seen = (await this.#events()).at(-1)?.seq ?? 0;
    await this.#act('messages', { clientMessageId: randomUUID(), text, seenSeq: seen });
  }

  /** The customer is shown that somebody types. */
  async type(): Promise<void> {
    await this.#act('typing', {});
  }

  /** Removes what the customer said last. */
  async redact(): Promise<void> {
    const said = (await this.#events()).findLast(({ from }) => from === 'customer');
    await this.#act('redact', { seq: said?.seq ?? 0, rule: 'personal-data' });
  }

  async close(): Promise<void> {
    await this.#act('close', {});
  }

  /** What the customer was asked before. */
  async intake(): Promise<NonNullable<z.infer<typeof conversation>['intake']>> {
    const { intake } = await this.#conversation();
    if (!intake) throw new Error('there is no intake');
    return intake;
  }

  async #events(): Promise<z.infer<typeof conversation>['events']> {
    return (await this.#conversation()).events;
  }

  #conversation(): Promise<z.infer<typeof conversation>> {
    return call(conversation, `${this.#api}/conversations/${this.#id}?after=0`, this.#token);
  }

  #act(act: string, body: object): Promise<unknown> {
    return call(z.unknown(), `${this.#api}/conversations/${this.#id}/${act}`, this.#token, body);
  }
}
