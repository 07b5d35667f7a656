/** How long something took, and how much of the processor this process needed for it. */
export interface Cost {
  ms: number;
  /** Unlike the time, hardly changed by what else the machine does. */
  cpuMs: number;
}

export const costOf = async (task: () => Promise<unknown>): Promise<Cost> => {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  await task();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - from, cpuMs: (user + system) / 1_000 };
};

/** As two fields of a record. */
export const told = (name: string, { ms, cpuMs }: Cost): object => ({
  [`${name}_ms`]: Math.round(ms),
  [`${name}_cpu_ms`]: Math.round(cpuMs),
});
