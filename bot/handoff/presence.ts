import type { Desk } from '../domain/conversation.ts';
import type { SignsOfLife } from '../store/port.ts';

/**
 * A claim comes back this long after its agent's last sign of life; with the sweep's interval it stays
 * under the promised 60 s. Sane: 20 to 50 s; shorter hits agents on a bad connection.
 */
const abandonedAfterMs = 45_000;

/**
 * When each agent last gave a sign of life, in milliseconds of a monotonic clock: the desk's own clock
 * can be set (demo) and must not make agents vanish. Of several instances each sees only some of the
 * requests, so they exchange what they have seen; otherwise one would take away what an agent holds who
 * is there, at another.
 */
export class Presence {
  readonly #seen = new Map<string, number>();
  readonly #untold = new Set<string>();
  readonly #monotonicMs: () => number;
  readonly #signs: SignsOfLife | null;
  /** Since when nothing that any instance saw can have been missed. */
  #sinceMs: number;

  /** `signs`: what other instances see; null when there are none. */
  constructor(monotonicMs: () => number, signs: SignsOfLife | null = null) {
    this.#monotonicMs = monotonicMs;
    this.#signs = signs;
    this.#sinceMs = monotonicMs();
  }

  seen(agentId: string): void {
    this.#seen.set(agentId, this.#monotonicMs());
    if (this.#signs) this.#untold.add(agentId);
  }

  /**
   * Tells the other instances whom this one has seen, and hears whom they have. When that fails it says
   * so, and everybody gets a fresh time: who could not be heard of may have been there.
   */
  async exchange(): Promise<void> {
    if (!this.#signs) return;
    const telling = [...this.#untold];
    this.#untold.clear();
    try {
      await this.#signs.tell(new Map(telling.map((id) => [id, this.#silentMs(id)])));
      for (const [id, msAgo] of await this.#signs.hear()) this.#heard(id, this.#monotonicMs() - msAgo);
    } catch (error) {
      for (const id of telling) this.#untold.add(id);
      this.#sinceMs = this.#monotonicMs();
      throw error;
    }
  }

  /** True for a claim whose agent has gone: nobody else would answer it. */
  hasAbandoned({ state, agentId }: Desk): boolean {
    return state === 'claimed' && agentId !== null && this.#silentMs(agentId) > abandonedAfterMs;
  }

  /** The agents who have given a sign of life lately, at any instance. */
  present(): string[] {
    return [...this.#seen.keys()].filter(
      (id) => this.#monotonicMs() - (this.#seen.get(id) ?? 0) <= abandonedAfterMs,
    );
  }

  #heard(agentId: string, atMs: number): void {
    this.#seen.set(agentId, Math.max(atMs, this.#seen.get(agentId) ?? atMs));
  }

  /** Since the agent's last sign of life, or since we can know of one, as after a restart. */
  #silentMs(agentId: string): number {
    return this.#monotonicMs() - Math.max(this.#seen.get(agentId) ?? this.#sinceMs, this.#sinceMs);
  }
}
