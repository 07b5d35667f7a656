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

  /** Milliseconds since the agent's last sign of life; since our own start for one never seen, as after a restart. */
  silentMs(agentId: string): number {
    return this.#monotonicMs() - (this.#seen.get(agentId) ?? this.#startedMs);
  }
}
