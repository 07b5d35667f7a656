/**
 * Runs `work` one run at a time. Any number of wakes during a run make exactly one more run, so a burst
 * of changes costs two looks and none is missed, whether the run before ended well or failed.
 */
export const pump = (work: () => Promise<void>, failed: (error: unknown) => void): (() => void) => {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    while (again) {
      again = false;
      await work().catch(failed);
    }
    // In the same tick as the last look at `again`: a wake after it finds nothing running and starts anew.
    running = false;
  };
  return () => {
    again = true;
    if (running) return;
    running = true;
    void run();
  };
};
