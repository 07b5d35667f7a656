import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFile } from '../set-up/build.mjs';
import { tie } from './lifeline.ts';

const readyLine = /ready: (http:\/\/localhost:\d+)\//;

/** A start under load of the whole suite takes longer than the promised 3 s; hanging is what this ends. */
const mostStartMs = 110_000;

/** As `npm start` runs it. */
const nodeOptions = ['--enable-source-maps', '--max-semi-space-size=64'];

/** A staffed hour; environments may set another. */
const staffed = '2026-11-24T11:00:00+09:00';

/** The program as its operator starts it, on a port of its own. It ends with this process, however that ends. */
export interface RunningProgram {
  url: string;
  process: ChildProcess;
  /** All of stdout and stderr so far. */
  output(): string;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ExitedProgram {
  code: number | null;
  output: string;
}

interface Launch {
  env: Record<string, string>;
  /** Further ones of Node, such as `--cpu-prof`. */
  options?: readonly string[];
}

const launch = ({ env, options = [] }: Launch): { child: ChildProcess; output: () => string } => {
  const child = spawn(process.execPath, [...nodeOptions, ...options, serverFile], {
    env: { PATH: process.env['PATH'], PORT: '0', MADOGUCHI_NOW: staffed, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  tie(child, { signal: 'SIGKILL' });
  const chunks: string[] = [];
  const keep = (chunk: unknown): void => void chunks.push(String(chunk));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return { child, output: () => chunks.join('') };
};

const addressOf = ({ child, output }: ReturnType<typeof launch>): Promise<string> =>
  new Promise((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error(`not ready in time:\n${output()}`)), mostStartMs);
    const look = (): void => {
      const ready = readyLine.exec(output())?.[1];
      if (!ready) return;
      clearTimeout(timeout);
      child.stdout?.off('data', look);
      resolve(ready);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => {
      clearTimeout(timeout);
      reject(new Error(`ended with ${code}:\n${output()}`));
    });
  });

const endedBy = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return typeof code === 'number' ? code : null;
};

/** Starts the program and waits until it says that it is ready. */
export const startProgram = async (
  env: Record<string, string>,
  options: readonly string[] = [],
): Promise<RunningProgram> => {
  const launched = launch({ env, options });
  const { child, output } = launched;
  const url = await addressOf(launched);
  return {
    url,
    process: child,
    output,
    stop: () => endedBy(child, 'SIGTERM'),
    kill: async () => {
      await endedBy(child, 'SIGKILL');
    },
  };
};

/** Starts the program where it cannot start, and waits for its end. */
export const startAndFail = async (env: Record<string, string>): Promise<ExitedProgram> => {
  const { child, output } = launch({ env });
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, output: output() };
};

/** An empty folder, and the way to remove it. */
export const temporaryFolder = async (): Promise<{ path: string; dispose: () => Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'madoguchi-test-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
};
