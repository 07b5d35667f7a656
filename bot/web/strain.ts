/**
 * So many requests must be waiting before any wait counts. Fewer that wait long are no crowd: a search that
 * takes a second, a garbage collection, or a machine that others keep busy. Sane: 32 to 200.
 */
const crowd = 64;

/** How often the event loop is seen to come round (ms). Sane: 10 to 50. */
const roundMs = 20;

/**
 * How long who comes now would have to wait, measured and not guessed from a number of requests that some
 * machine could take: by those that wait for their answer, and by those that the event loop has taken up
 * since it last came round.
 */
export class Strain {
  readonly #monotonicMs: () => number;
  readonly #timer: NodeJS.Timeout;
  /** When each request that is under way began, the oldest first. */
  readonly #underWay = new Map<object, number>();
  #roundAt: number;
  #takenUp = 0;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
    this.#roundAt = monotonicMs();
    this.#timer = setInterval(() => this.round(), roundMs);
    this.#timer.unref();
  }

  /** The event loop has come round: what is taken up from now on did not wait for what was before. */
  round(): void {
    this.#roundAt = this.#monotonicMs();
    this.#takenUp = 0;
  }

  /** A request has been taken up; whether it is let in is decided next. */
  takeUp(): void {
    this.#takenUp += 1;
  }

  begin(request: object): void {
    this.#underWay.set(request, this.#monotonicMs());
  }

  end(request: object): void {
    this.#underWay.delete(request);
  }

  /** In ms; 0 while there is no crowd. */
  get waitMs(): number {
    return Math.max(this.#crowdWaitsMs(), this.#takenUp > crowd ? this.#monotonicMs() - this.#roundAt : 0);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** How long the youngest of the oldest crowd has been waiting. */
  #crowdWaitsMs(): number {
    if (this.#underWay.size < crowd) return 0;
    let left = crowd;
    for (const beganAt of this.#underWay.values()) {
      left -= 1;
      if (left === 0) return this.#monotonicMs() - beganAt;
    }
    return 0;
  }
}
