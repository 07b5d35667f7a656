import type { BotMessageView, EventView, FaqResponse, OfficeResponse } from '../../bot/web/wire.ts';
import { ApiError } from '../../bot/widget/frame/api.ts';
import type { Api } from '../../bot/widget/frame/api.ts';
import type { KeyValue } from '../../bot/widget/frame/storage.ts';
import type { MessageResponse } from '../../bot/widget/frame/wire-types.ts';

/** A browser's storage that can run full. */
export const mapStorage = (): KeyValue & { full: boolean } => {
  const held = new Map<string, string>();
  return {
    full: false,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      if (this.full) throw new Error('QuotaExceededError');
      held.set(key, value);
    },
    removeItem: (key) => void held.delete(key),
  };
};

/** Lets everything that is ready to run do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Waits that end only when a test says so. */
export const stoppedClock = () => {
  const sleeping: { ms: number; wake: () => void }[] = [];
  return {
    sleeping,
    sleep: (ms: number): Promise<void> => new Promise((wake) => sleeping.push({ ms, wake })),
    async wakeAll(): Promise<void> {
      for (const { wake } of sleeping.splice(0)) wake();
      await settle();
    },
  };
};

const at = (seq: number): string => new Date(Date.UTC(2026, 10, 24, 2, seq)).toISOString();

export const customerSaid = (
  seq: number,
  text: string,
  clientMessageId = `message-${seq}`,
): MessageResponse['message'] => ({
  type: 'message',
  from: 'customer',
  seq,
  at: at(seq),
  clientMessageId,
  text,
  masked: [],
  redacted: null,
});
export const botSaid = (seq: number, text: string, over: Partial<BotMessageView> = {}): BotMessageView => ({
  type: 'message',
  from: 'bot',
  seq,
  at: at(seq),
  kind: 'answer',
  replyTo: null,
  wording: { id: 'payslip-publish', version: 1 },
  blocks: [{ type: 'paragraph', content: [{ text }] }],
  articleId: null,
  topic: null,
  choices: [],
  quickReplies: [],
  helpful: null,
  ...over,
});
export const agentSaid = (seq: number, text: string): EventView => ({
  type: 'message',
  from: 'agent',
  seq,
  at: at(seq),
  clientMessageId: `agent-${seq}`,
  agentName: '佐藤',
  text,
  masked: [],
  redacted: null,
});
export const deskIs = (
  seq: number,
  state: 'bot' | 'waiting' | 'claimed' | 'answered' | 'closed',
  agentName: string | null = null,
  cause = 'test',
): EventView => ({
  type: 'status',
  seq,
  at: at(seq),
  state,
  cause,
  agentName,
  wording: null,
  blocks: [{ type: 'paragraph', content: [{ text: state }] }],
});

const attachment = (seq: number) => ({
  type: 'attachment' as const,
  seq,
  at: at(seq),
  clientMessageId: `attachment-${seq}`,
  masked: [],
  redacted: null,
});
export const pictureSent = (seq: number): EventView => ({
  ...attachment(seq),
  kind: 'picture',
  picture: { id: `picture-${seq}`, mediaType: 'image/png', width: 40, height: 30, bytes: 120 },
  columns: null,
});
export const headerSent = (seq: number, columns: string[]): EventView => ({
  ...attachment(seq),
  kind: 'csv-header',
  picture: null,
  columns,
});

export const surveyAsked = (seq: number): EventView => ({
  type: 'survey-asked',
  seq,
  at: at(seq),
  wording: { id: 'survey-ask', version: 1 },
  blocks: [{ type: 'paragraph', content: [{ text: 'いかがでしたか' }] }],
});
export const surveyGiven = (
  seq: number,
  on: number,
  { score, comment }: { score: number; comment: string | null },
): EventView => ({
  type: 'survey',
  seq,
  at: at(seq),
  on,
  score,
  comment,
  masked: [],
  redacted: null,
  wording: { id: 'survey-thanks', version: 1 },
  blocks: [{ type: 'paragraph', content: [{ text: 'ありがとうございました' }] }],
});

const office: OfficeResponse = {
  open: true,
  reason: 'staffed',
  until: '2026-11-24T12:00:00+09:00',
  opensAt: '2026-11-24T13:30:00+09:00',
  opensAtText: '本日13:30',
  notices: [],
};

export const outage: OfficeResponse['notices'][number] = {
  kind: 'outage',
  wording: { id: 'outage', version: 1 },
  blocks: [{ type: 'paragraph', content: [{ text: '会話をお預かりできません。' }] }],
};

const unkeptAnswer = (text: string): FaqResponse['replies'][number] => {
  const {
    seq: _seq,
    at: _at,
    replyTo: _replyTo,
    helpful: _helpful,
    ...reply
  } = botSaid(1, `「${text}」への回答`);
  return reply;
};

interface Held {
  token: string;
  identity: string | null;
  events: EventView[];
  answers: Map<string, MessageResponse>;
}

/**
 * The server as the widget sees it, with a conversation for each `open`, answers that are the same
 * for the same message id, and troubles on demand.
 */
export class FakeServer implements Api {
  readonly conversations = new Map<string, Held>();
  readonly calls: string[] = [];
  readonly pages: (string | null)[] = [];
  /** Statuses that the next calls fail with, in order; 0 = no network. */
  troubles: number[] = [];
  /** No conversation can be kept (H7). */
  full = false;
  /** The office says so. */
  outageIsKnown = true;
  readonly streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  /** Runs while a call is on its way. */
  meanwhile: () => void = () => {};

  open: Api['open'] = async ({ identity, pageUrl }) => {
    this.#come('open');
    this.pages.push(pageUrl ?? null);
    const conversationId = `c${this.conversations.size + 1}`;
    const token = `t-${conversationId}`;
    this.conversations.set(conversationId, {
      token,
      identity: identity ?? null,
      events: [],
      answers: new Map(),
    });
    const sharing = {
      kind: 'sharing' as const,
      wording: { id: 'sharing', version: 1 },
      blocks: [{ type: 'paragraph' as const, content: [{ text: '社内で共有します。' }] }],
    };
    return { conversationId, token, office, notices: [sharing] };
  };

  send: Api['send'] = async (who, { clientMessageId, text, pageUrl }) => {
    this.#come(`send ${text}`);
    this.pages.push(pageUrl ?? null);
    this.meanwhile();
    const held = this.#find(who.conversationId);
    const former = held.answers.get(clientMessageId);
    if (former) return former;
    const message = customerSaid(held.events.length + 1, text, clientMessageId);
    const reply = botSaid(message.seq + 1, `「${text}」への回答`, { replyTo: message.seq });
    held.events.push(message, reply);
    const response = { message, replies: [reply], seq: reply.seq };
    held.answers.set(clientMessageId, response);
    return response;
  };

  feedback: Api['feedback'] = async (who, on, helpful) => {
    this.#come('feedback');
    return this.#append(who.conversationId, (seq) => ({ type: 'feedback', seq, at: at(seq), on, helpful }));
  };

  handoff: Api['handoff'] = async (who, { action, pageUrl }) => {
    this.#come(`handoff ${action}`);
    this.pages.push(pageUrl ?? null);
    return this.#append(who.conversationId, (seq) => deskIs(seq, action === 'request' ? 'waiting' : 'bot'));
  };

  survey: Api['survey'] = async (who, { score, comment = null }) => {
    this.#come(`survey ${score}`);
    const asked = this.#find(who.conversationId).events.findLast(({ type }) => type === 'survey-asked');
    return this.#append(who.conversationId, (seq) => surveyGiven(seq, asked?.seq ?? 0, { score, comment }));
  };

  faq: Api['faq'] = async ({ text }) => {
    this.calls.push(`faq ${text}`);
    return { replies: [unkeptAnswer(text)] };
  };

  office: Api['office'] = async () => {
    this.calls.push('office');
    return { ...office, notices: this.full && this.outageIsKnown ? [outage] : [] };
  };

  raw: Api['raw'] = async (who, path) => {
    this.#come(`raw ${path}`);
    this.#find(who.conversationId);
    return new Response(JSON.stringify({ left: 30, refusal: null }));
  };

  suggest: Api['suggest'] = async (q) => ({ q, suggestions: [] });

  events: Api['events'] = async (who, after) => {
    this.calls.push(`events after ${after}`);
    const missed = this.#find(who.conversationId).events.slice(after);
    return new Response(
      new ReadableStream<Uint8Array>({
        start: (stream) => {
          this.streams.push(stream);
          for (const event of missed) stream.enqueue(encoded(event));
        },
      }),
    );
  };

  /** Something happens at the desk. */
  say(conversationId: string, event: EventView): void {
    this.#find(conversationId).events.push(event);
    this.streams.at(-1)?.enqueue(encoded(event));
  }

  /** The stream says how the office is. */
  tellOffice(notices: OfficeResponse['notices'] = []): void {
    const data = JSON.stringify({ ...office, notices });
    this.streams.at(-1)?.enqueue(new TextEncoder().encode(`event: office\ndata: ${data}\n\n`));
  }

  /** The stream brings again what was there already. */
  repeat(conversationId: string): void {
    for (const event of this.#find(conversationId).events) this.streams.at(-1)?.enqueue(encoded(event));
  }

  /** Ends every stream, so that nobody goes on listening after a test. */
  hangUp(): void {
    for (const stream of this.streams.splice(0)) stream.close();
  }

  #come(call: string): void {
    this.calls.push(call);
    const trouble = this.troubles.shift();
    if (trouble !== undefined) throw new ApiError(trouble);
    if (this.full) throw new ApiError(503, 'storage-unavailable', 2_000);
  }

  #find(conversationId: string): Held {
    const held = this.conversations.get(conversationId);
    if (!held) throw new ApiError(404);
    return held;
  }

  #append(conversationId: string, event: (seq: number) => EventView): { events: EventView[]; seq: number } {
    const { events } = this.#find(conversationId);
    const added = event(events.length + 1);
    events.push(added);
    return { events: [added], seq: added.seq };
  }
}

const encoded = (event: EventView): Uint8Array =>
  new TextEncoder().encode(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`);
