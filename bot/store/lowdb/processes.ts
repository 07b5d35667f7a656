import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { systemCode } from './files.ts';

/** Who holds a lock, as its file says. */
export const lockOwnerSchema = z.strictObject({
  pid: z.int().positive(),
  /**
   * Boot and start time of the process where the system tells them, else null. A pid alone is not
   * enough: after a reboot, and in every container, another process has the same one.
   */
  started: z.string().nullable(),
  /** Tells this process from an earlier one with the same pid where `started` is null. */
  nonce: z.string(),
});
export type LockOwner = z.infer<typeof lockOwnerSchema>;

export interface Processes {
  self(): Promise<LockOwner>;
  isRunning(owner: LockOwner): Promise<boolean>;
}

const nonce = randomUUID();

/** State letter and start time (clock ticks after boot) in Linux' /proc/PID/stat; null elsewhere. */
const statOf = async (pid: number): Promise<{ state: string; ticks: string } | null> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The second field is the program's name in brackets and may itself hold brackets and spaces.
  const [state, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = rest[18];
  return state !== undefined && ticks !== undefined ? { state, ticks } : null;
};

const bootId = async (): Promise<string> =>
  (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();

const hasEnded = (state: string): boolean => state === 'Z' || state === 'X';

const answersSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return systemCode(error) === 'EPERM';
  }
};

/** The processes of this machine. */
export const systemProcesses: Processes = {
  async self() {
    const stat = await statOf(process.pid);
    return { pid: process.pid, started: stat && `${await bootId()}:${stat.ticks}`, nonce };
  },

  async isRunning(owner) {
    if (owner.pid === process.pid) return owner.nonce === nonce;
    if (!answersSignals(owner.pid)) return false;
    const stat = await statOf(owner.pid);
    if (stat === null || owner.started === null) return true;
    return !hasEnded(stat.state) && owner.started === `${await bootId()}:${stat.ticks}`;
  },
};
