import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { nowMs, Tally } from './figures.ts';
import { openStream, send, type Response, type StreamEvent } from './http.ts';
import type { AgentsPlan, Seen } from './plan.ts';

/** How often each agent does something. A person takes ten times as long. */
const actEveryMs = 1_000;

/** Conversations that an agent has at once, and answers in each before it is closed. */
const mostHeld = 3;
const answersEach = 3;

const itemSchema = z.object({
  conversationId: z.string(),
  state: z.string(),
  agentId: z.string().nullable(),
  unanswered: z.boolean(),
  seq: z.int(),
});
type Item = z.infer<typeof itemSchema>;
const snapshotSchema = z.object({ conversations: z.array(itemSchema) });
const sessionSchema = z.object({ agent: z.object({ id: z.string() }) });

interface Notes {
  delivered: number[];
  claims: number[];
  answers: Tally;
  errors: Tally;
}

/** What a colleague's claim is expected by: when it was sent, by conversation. */
type Claims = Map<string, { agentId: string; at: number }>;

/** One agent with the desk's stream open. */
class LoadAgent {
  readonly #url: string;
  readonly #headers: { Authorization: string };
  readonly #id: string;
  readonly #notes: Notes;
  readonly #claims: Claims;
  readonly #items = new Map<string, Item>();
  readonly #answered = new Map<string, number>();
  #close: () => void = () => {};
  #ended = false;

  private constructor(
    { url, token, id }: { url: string; token: string; id: string },
    notes: Notes,
    claims: Claims,
  ) {
    this.#url = `${url}/api/v1/agent`;
    this.#headers = { Authorization: `Bearer ${token}` };
    this.#id = id;
    this.#notes = notes;
    this.#claims = claims;
  }

  static async open(at: { url: string; token: string }, notes: Notes, claims: Claims): Promise<LoadAgent> {
    const headers = { Authorization: `Bearer ${at.token}` };
    const { text } = await send(`${at.url}/api/v1/agent/session`, { headers });
    const agent = new LoadAgent({ ...at, id: sessionSchema.parse(JSON.parse(text)).agent.id }, notes, claims);
    agent.#close = await openStream(`${agent.#url}/events`, headers, {
      onEvent: (event) => agent.#hear(event),
      onEnd: () => {
        if (!agent.#ended) notes.errors.add('stream of an agent ended');
      },
    });
    return agent;
  }

  async work(until: number): Promise<void> {
    await sleep(Math.random() * actEveryMs);
    while (nowMs() < until) {
      await Promise.all([this.#act(), sleep(actEveryMs)]);
    }
    this.#ended = true;
    this.#close();
  }

  async #act(): Promise<void> {
    const items = [...this.#items.values()];
    const held = items.filter(({ agentId, state }) => agentId === this.#id && state !== 'closed');
    const asking = held.find(({ unanswered }) => unanswered);
    if (asking) return this.#answer(asking);
    const waiting = items.filter(({ state }) => state === 'waiting');
    const chosen = waiting[Math.floor(Math.random() * waiting.length)];
    if (chosen && held.length < mostHeld) await this.#claim(chosen);
  }

  async #claim({ conversationId }: Item): Promise<void> {
    const at = nowMs();
    const answer = await this.#post(conversationId, 'claim', {});
    if (answer?.status === 200) this.#claims.set(conversationId, { agentId: this.#id, at });
  }

  /** Reads what is new, as the console does, and answers it. */
  async #answer({ conversationId, seq }: Item): Promise<void> {
    const read = await this.#call(`conversations/${conversationId}?after=${seq - 1}`, {});
    this.#notes.answers.add(`read ${read?.status}`);
    const count = (this.#answered.get(conversationId) ?? 0) + 1;
    this.#answered.set(conversationId, count);
    if (count > answersEach) {
      this.#answered.delete(conversationId);
      await this.#post(conversationId, 'close', {});
      return;
    }
    // Whoever hears of it learns from the id when it was sent, in microseconds.
    const clientMessageId = `answer-${Math.round(nowMs() * 1000)}`;
    await this.#post(conversationId, 'messages', {
      clientMessageId,
      text: 'お調べします。少しお待ちください。',
      seenSeq: seq,
    });
  }

  async #post(id: string, action: string, body: unknown): Promise<Response | null> {
    const answer = await this.#call(`conversations/${id}/${action}`, { body });
    this.#notes.answers.add(`${action === 'messages' ? 'answer' : action} ${answer?.status}`);
    return answer;
  }

  async #call(path: string, what: { body?: unknown }): Promise<Response | null> {
    try {
      return await send(`${this.#url}/${path}`, { ...what, headers: this.#headers });
    } catch {
      this.#notes.errors.add('connection of an agent failed');
      return null;
    }
  }

  #hear({ event, data }: StreamEvent): void {
    if (event === 'ping') void this.#call('session', {});
    if (event === 'snapshot')
      for (const item of snapshotSchema.parse(JSON.parse(data)).conversations)
        this.#items.set(item.conversationId, item);
    if (event !== 'item') return;
    const item = itemSchema.parse(JSON.parse(data));
    const before = this.#items.get(item.conversationId);
    this.#items.set(item.conversationId, item);
    if (item.state === 'bot' || item.state === 'closed') this.#items.delete(item.conversationId);
    if (item.state === 'claimed' && before?.state === 'waiting') this.#heardClaim(item);
  }

  #heardClaim({ conversationId, agentId }: Item): void {
    const claim = this.#claims.get(conversationId);
    if (claim && claim.agentId === agentId && agentId !== this.#id)
      this.#notes.claims.push(nowMs() - claim.at);
  }
}

/** The agents of a load, each with the desk's stream open, who claim, answer and close. */
export class Agents {
  readonly #plan: AgentsPlan;
  readonly #notes: Notes = { delivered: [], claims: [], answers: new Tally(), errors: new Tally() };
  #agents: LoadAgent[] = [];

  constructor(plan: AgentsPlan) {
    this.#plan = plan;
  }

  async open(): Promise<void> {
    const { urls, tokens } = this.#plan;
    const claims: Claims = new Map();
    this.#agents = await Promise.all(
      tokens.map((token, index) =>
        LoadAgent.open({ url: urls[index % urls.length] ?? '', token }, this.#notes, claims),
      ),
    );
  }

  async run(): Promise<Seen> {
    const until = nowMs() + this.#plan.seconds * 1000;
    await Promise.all(this.#agents.map((agent) => agent.work(until)));
    const { delivered, claims, answers, errors } = this.#notes;
    return { acknowledged: [], delivered, claims, answers: answers.toJSON(), errors: errors.toJSON() };
  }
}
