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
): Latest<Input> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let waiting: { input: Input } | null = null;
  let stopped = false;

  const run = async (): Promise<void> => {
    if (asking || !waiting || stopped) return;
    const { input } = waiting;
    waiting = null;
    asking = true;
    let isTrouble = false;
    const answer = await ask(input).catch((error: unknown) => {
      isTrouble = mayPass(error);
      return null;
    });
    asking = false;
    if (stopped) return;
    if (waiting) {
      schedule(PAUSE_MS);
      return;
    }
    take(answer, input);
    if (!isTrouble) return;
    waiting = { input };
    schedule(AGAIN_MS);
  };
  const schedule = (afterMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), afterMs);
  };
  return {
    soon: (input) => {
      waiting = { input };
      schedule(PAUSE_MS);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
