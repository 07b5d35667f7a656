import type { PassingSigns, TypingSign } from '../store/port.ts';

/** For how long a sign stands without another (ms); told with it. Programs send one every 3 s while one types. */
export const typingForMs = 6_000;
/** Of one side of a conversation no more than one sign in this time is passed on (ms). */
const notWithinMs = 1_000;
/** Sides whose last sign is remembered; far more than type at any one time. */
const mostRemembered = 10_000;

/** Passes on that somebody is typing, to all instances, and keeps nothing of it: no text, no record. */
export class TypingSigns {
  readonly #monotonicMs: () => number;
  readonly #customers = new Map<string, Set<(agentName: string) => void>>();
  readonly #desk = new Set<(conversationId: string) => void>();
  readonly #last = new Map<string, number>();
  readonly #others: PassingSigns | null;

  /** `others`: the other instances; null when there are none. */
  constructor(monotonicMs: () => number, others: PassingSigns | null = null) {
    this.#monotonicMs = monotonicMs;
    this.#others = others;
    others?.onSign((sign) => this.#passOn(sign));
  }

  tell(sign: TypingSign): void {
    const side = sign.agentName === null ? 'customer' : 'agent';
    if (!this.#isDue(`${sign.conversationId} ${side}`)) return;
    this.#passOn(sign);
    this.#others?.tell(sign);
  }

  /** Hears that an agent types to this customer. Returns the way to stop. */
  onConversation(id: string, listener: (agentName: string) => void): () => void {
    const listeners = this.#customers.get(id) ?? new Set();
    this.#customers.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#customers.delete(id);
    };
  }

  /** Hears which customers type. Returns the way to stop. */
  onDesk(listener: (conversationId: string) => void): () => void {
    this.#desk.add(listener);
    return () => this.#desk.delete(listener);
  }

  #passOn({ conversationId, agentName }: TypingSign): void {
    if (agentName === null) for (const listener of this.#desk) listener(conversationId);
    else for (const listener of this.#customers.get(conversationId) ?? []) listener(agentName);
  }

  #isDue(key: string): boolean {
    const now = this.#monotonicMs();
    if (now - (this.#last.get(key) ?? Number.NEGATIVE_INFINITY) < notWithinMs) return false;
    this.#last.delete(key);
    this.#last.set(key, now);
    const [oldest] = this.#last.keys();
    if (this.#last.size > mostRemembered && oldest !== undefined) this.#last.delete(oldest);
    return true;
  }
}
