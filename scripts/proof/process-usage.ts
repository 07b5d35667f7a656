import { readFile } from 'node:fs/promises';

/** What processes took so far, and hold now. */
export interface Usage {
  cpuSeconds: number;
  /** Pages that processes share are counted once. */
  memoryBytes: number;
}

/** Linux tells times in hundredths of a second, whatever its own clock's tick is. */
const ticksPerSecond = 100;

/** User, system, and both of the children that have ended, in /proc/PID/stat, counted after the name in brackets. */
const timeFields = [11, 12, 13, 14];

const usageOfOne = async (pid: number): Promise<Usage> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = timeFields.reduce((sum, index) => sum + Number(fields[index]), 0);
  const memory = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = Number(/^Pss:\s+(\d+) kB$/m.exec(memory)?.[1] ?? 0);
  return { cpuSeconds: ticks / ticksPerSecond, memoryBytes: kilobytes * 1024 };
};

const nothing: Usage = { cpuSeconds: 0, memoryBytes: 0 };

/** Of these processes together; those that have ended count nothing. Linux only: elsewhere all is 0. */
export const usageOf = async (pids: readonly number[]): Promise<Usage> => {
  const each = await Promise.all(pids.map((pid) => usageOfOne(pid).catch(() => nothing)));
  return each.reduce(
    (sum, usage) => ({
      cpuSeconds: sum.cpuSeconds + usage.cpuSeconds,
      memoryBytes: sum.memoryBytes + usage.memoryBytes,
    }),
    nothing,
  );
};
