import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFile } from '../../scripts/set-up/build.mjs';

const readyLine = /ready: (http:\/\/localhost:\d+)\//;

/** A start under load of the whole suite takes longer than the promised 3 s; hanging is what this ends. */
const mostStartMs = 60_000;

/** The program as its operator starts it, on a port and a data folder of its own. */
export interface RunningService {
  url: string;
  process: ChildProcess;
  /** All of stdout and stderr so far. */
  output(): string;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

export interface ExitedService {
  code: number | null;
  output: string;
}

/** What a failed test left running would outlive the suite. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const launch = (env: Record<string, string>): { child: ChildProcess; output: () => string } => {
  const child = spawn(process.execPath, ['--enable-source-maps', serverFile], {
    env: { PATH: process.env['PATH'], PORT: '0', MADOGUCHI_NOW: '2026-11-24T11:00:00+09:00', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const chunks: string[] = [];
  const keep = (chunk: unknown): void => void chunks.push(String(chunk));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return { child, output: () => chunks.join('') };
};

/** Starts the program and waits until it says that it is ready. */
export const startService = async (env: Record<string, string>): Promise<RunningService> => {
  const { child, output } = launch(env);
  const url = await new Promise<string>((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error(`not ready in time:\n${output()}`)), mostStartMs);
    const look = (): void => {
      const ready = readyLine.exec(output())?.[1];
      if (!ready) return;
      clearTimeout(timeout);
      resolve(ready);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => {
      clearTimeout(timeout);
      reject(new Error(`ended with ${code}:\n${output()}`));
    });
  });
  return {
    url,
    process: child,
    output,
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return typeof code === 'number' ? code : null;
    },
  };
};

/** Starts the program where it cannot start, and waits for its end. */
export const startAndFail = async (env: Record<string, string>): Promise<ExitedService> => {
  const { child, output } = launch(env);
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, output: output() };
};

/** A folder for a test file, removed at its end. */
export const temporaryFolder = async (): Promise<{ path: string; dispose: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'madoguchi-test-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
};
