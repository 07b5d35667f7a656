/**
 * Runs `work` one run at a time. Any number of wakes during a run make exactly one more run, so a burst
 * of changes costs two looks and none is missed.
 */
export const pump = (work: () => Promise<void>, failed: (error: unknown) => void): (() => void) => {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    while (again) {
      again = false;
      await work();
    }
  };
  return () => {
    again = true;
    if (running) return;
    running = true;
    run()
      .catch(failed)
      .finally(() => {
        running = false;
      });
  };
};
