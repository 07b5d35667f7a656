/** Milliseconds, 200–1,500: as long as somebody types there is nothing to ask yet. */
const PAUSE_MS = 600;

export interface Latest<Input> {
  /** Asks once the typing has paused. */
  soon(input: Input): void;
  stop(): void;
}

/**
 * Asks for what was typed last: never two questions at once, and an answer to what is no longer typed is dropped.
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
    const answer = await ask(input).catch(() => null);
    asking = false;
    if (stopped) return;
    if (waiting) schedule();
    else take(answer, input);
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), PAUSE_MS);
  };
  return {
    soon: (input) => {
      waiting = { input };
      schedule();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
