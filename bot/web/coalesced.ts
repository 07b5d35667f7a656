/**
 * `work` shared by all who ask at about the same time. Who asks during a run gets the next one, not that
 * one: it may have read already what has changed since. A burst of any length costs two runs.
 */
export const coalesced = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const run = work();
    const over = (): void => {
      running = null;
    };
    running = run.then(over, over);
    next = null;
    return run;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start);
    return next;
  };
};
