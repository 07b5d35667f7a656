import type { Desk } from '../domain/conversation.ts';

/**
 * A claim comes back this long after its agent's last sign of life; with the sweep's interval it stays
 * under the promised 60 s. Sane: 20 to 50 s; shorter hits agents on a bad connection.
 */
const abandonedAfterMs = 45_000;

/**
 * When each agent last gave a sign of life, in milliseconds of a monotonic clock: the desk's own clock
 * can be set (demo) and must not make agents vanish.
 */
export class Presence {
  readonly #seen = new Map<string, number>();
  readonly #monotonicMs: () => number;
  readonly #startedMs: number;

  constructor(monotonicMs: () => number) {
    this.#monotonicMs = monotonicMs;
    this.#startedMs = monotonicMs();
  }

  seen(agentId: string): void {
    this.#seen.set(agentId, this.#monotonicMs());
  }

  /** True for a claim whose agent has gone: nobody else would answer it. */
  hasAbandoned({ state, agentId }: Desk): boolean {
    return state === 'claimed' && agentId !== null && this.#silentMs(agentId) > abandonedAfterMs;
  }

  /** Since the agent's last sign of life; since our own start for one never seen, as after a restart. */
  #silentMs(agentId: string): number {
    return this.#monotonicMs() - (this.#seen.get(agentId) ?? this.#startedMs);
  }
}
