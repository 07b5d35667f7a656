/**
 * Runs `task` for each name, at most `limit` at once: thousands of files opened together would run
 * out of file descriptors. Rejects with the first rejection, when the tasks under way have settled.
 */
export const forEachLimited = async (
  names: readonly string[],
  limit: number,
  task: (name: string) => Promise<void>,
): Promise<void> => {
  const rest = names.toReversed();
  const worker = async (): Promise<void> => {
    for (let name = rest.pop(); name !== undefined; name = rest.pop()) await task(name);
  };
  const stopOthers = (error: unknown): never => {
    rest.length = 0;
    throw error;
  };
  const workers = Array.from({ length: limit }, () => worker().catch(stopOthers));
  for (const outcome of await Promise.allSettled(workers))
    if (outcome.status === 'rejected') throw outcome.reason;
};
