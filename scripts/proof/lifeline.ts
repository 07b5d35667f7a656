import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Watched {
  /** How it ends when we are gone; it must do so by itself within 10 s, or it is killed. */
  signal: NodeJS.Signals;
  /** Removed after that. */
  folder?: string;
}

const program = fileURLToPath(new URL('watcher.mjs', import.meta.url));

let watcher: ChildProcess | null = null;
const watched = new Set<number>();

/**
 * Ties a child to the life of this process: it ends with it, even when this process is killed with -9 and
 * nothing of it runs any more. `exit` listeners do not do that.
 */
export const tie = (child: ChildProcess, end: Watched): void => {
  const { pid } = child;
  if (pid === undefined) return;
  watch(pid, end);
  child.once('exit', () => unwatch(pid));
};

/** The same for a process that is no child of ours; `unwatch` before its id can be another's. */
export const watch = (pid: number, { signal, folder = '' }: Watched): void => {
  watched.add(pid);
  tell(`+ ${pid} ${signal} ${folder}`);
};

export const unwatch = (pid: number): void => {
  watched.delete(pid);
  tell(`- ${pid}`);
  // A file of tests is over long before its process is, and should leave no watcher behind.
  if (watched.size === 0) letGo();
};

const tell = (line: string): void => {
  watcher ??= startWatcher();
  watcher.stdin?.write(`${line}\n`);
};

const startWatcher = (): ChildProcess => {
  // In a group of its own: Ctrl+C, which ends us, must not end it first.
  const started = spawn(process.execPath, [program], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  started.stdin.on('error', () => {});
  started.unref();
  return started;
};

const letGo = (): void => {
  watcher?.stdin?.end();
  watcher = null;
};
