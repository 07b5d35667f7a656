import { z } from 'zod';
import { answerOf, call, type Answer } from '../../scripts/proof/call.ts';

export { call, type Answer };

const openedSchema = z.object({ conversationId: z.string(), token: z.string() });
const identitySchema = z.object({ identity: z.string().nullable() });
const sessionSchema = z.object({ token: z.string(), csrfToken: z.string() });

/** A customer of a running service. */
export class TestCustomer {
  readonly id: string;
  readonly token: string;
  readonly #api: string;
  #count = 0;

  private constructor(api: string, opened: z.infer<typeof openedSchema>) {
    this.#api = api;
    this.id = opened.conversationId;
    this.token = opened.token;
  }

  static async open(url: string, persona = 'admin-standard'): Promise<TestCustomer> {
    const { identity } = identitySchema.parse(
      (await call(`${url}/demo/identity`, { body: { persona } })).body,
    );
    const opened = await call(`${url}/api/v1/conversations`, { body: identity === null ? {} : { identity } });
    return new TestCustomer(`${url}/api/v1`, openedSchema.parse(opened.body));
  }

  get path(): string {
    return `${this.#api}/conversations/${this.id}`;
  }

  post(part: string, body: unknown): Promise<Answer> {
    return call(`${this.path}/${part}`, { token: this.token, body });
  }

  /** With the content of a picture as the body. */
  async sendPicture(
    picture: Buffer | ReadableStream<Uint8Array>,
    { type = 'image/png', id = 'a-picture-1', token = this.token } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.path}/attachments?clientMessageId=${id}`, {
      method: 'POST',
      headers: { 'Content-Type': type, Authorization: `Bearer ${token}` },
      body: picture instanceof ReadableStream ? picture : new Uint8Array(picture),
      ...(picture instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    return answerOf(response);
  }

  say(text: string): Promise<Answer> {
    this.#count += 1;
    return this.post('messages', { clientMessageId: `message-${this.#count}-${this.id.slice(0, 8)}`, text });
  }

  /** Walks through the intake into the queue. */
  async queue(): Promise<void> {
    await this.post('handoff', {});
    await this.say('操作や設定の方法');
    await this.say('招待の取り消し方');
  }
}

const appendedSchema = z.object({ seq: z.number() });

/** The number that an answer's events reach to. */
export const seqOf = ({ body }: Answer): number => appendedSchema.parse(body).seq;

/** A person takes a conversation that waits, and closes it. */
export const serveAndClose = async (url: string, id: string): Promise<void> => {
  const token = await agentToken(url);
  for (const act of ['claim', 'close']) {
    await call(`${url}/api/v1/agent/conversations/${id}/${act}`, { token, body: {} });
  }
};

/** Logs a demo agent in, as a program: the bearer token. */
export const agentToken = async (url: string, id = 'sato'): Promise<string> => {
  const answer = await call(`${url}/api/v1/agent/session`, { body: { id, password: `demo-${id}` } });
  return sessionSchema.parse(answer.body).token;
};
