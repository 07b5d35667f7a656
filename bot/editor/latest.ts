import { Problem } from '../browser/problem.ts';

/** Milliseconds, 200–1,500: as long as somebody types there is nothing to ask yet. */
const PAUSE_MS = 600;
/** What could not be asked for is asked for again this soon. Milliseconds, 3,000–30,000. */
const AGAIN_MS = 5_000;

/** The network, the session or the server's strength may be back the next time; a refusal stays one. */
const mayPass = (error: unknown): boolean =>
  error instanceof Problem &&
  (error.status < 400 || error.status === 401 || error.status === 429 || error.status >= 500);

export interface Latest<Input> {
  /** Asks once the typing has paused. */
  soon(input: Input): void;
  stop(): void;
}

/**
 * Asks for what was typed last: never two questions at once, and an answer to what is no longer typed is dropped.
 * While none can be had it is asked for again and again.
 * @param take gets the answer, or null when none came
 */
export const askLatest = <Input, Answer>(
  ask: (input: Input) => Promise<Answer>,
  take: (answer: Answer | null, input: Input) => void,
): Latest<Input> => new Asking(ask, take);

class Asking<Input, Answer> implements Latest<Input> {
  readonly #ask: (input: Input) => Promise<Answer>;
  readonly #take: (answer: Answer | null, input: Input) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #waiting: { input: Input } | null = null;
  #stopped = false;

  constructor(ask: (input: Input) => Promise<Answer>, take: (answer: Answer | null, input: Input) => void) {
    this.#ask = ask;
    this.#take = take;
  }

  soon(input: Input): void {
    this.#askFor(input, PAUSE_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #askFor(input: Input, afterMs: number): void {
    this.#waiting = { input };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), afterMs);
  }

  async #run(): Promise<void> {
    if (this.#asking || !this.#waiting || this.#stopped) return;
    const { input } = this.#waiting;
    this.#waiting = null;
    this.#asking = true;
    let isTrouble = false;
    const answer = await this.#ask(input).catch((error: unknown) => {
      isTrouble = mayPass(error);
      return null;
    });
    this.#asking = false;
    if (!this.#stopped) this.#settle(answer, { input, isTrouble });
  }

  #settle(answer: Answer | null, { input, isTrouble }: { input: Input; isTrouble: boolean }): void {
    const newer: { input: Input } | null = this.#waiting;
    if (newer) {
      this.#askFor(newer.input, PAUSE_MS);
      return;
    }
    this.#take(answer, input);
    if (isTrouble) this.#askFor(input, AGAIN_MS);
  }
}
