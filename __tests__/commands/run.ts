import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { KnowledgeFolders } from '../../bot/knowledge/knowledge-files.ts';
import { commandFile } from '../../scripts/set-up/build.mjs';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export const startCommand = (
  script: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [commandFile(script), ...args], { env: { PATH: process.env.PATH, ...env } });

/** Runs a command, with `input` on stdin, to its end. */
export const runCommand = async (
  script: string,
  args: readonly string[] = [],
  { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> => {
  const child = startCommand(script, args, env);
  // A command that refuses its options does not read what is sent to it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: typeof code === 'number' ? code : null, out, err };
};

export const environmentOf = ({ knowledge, intents }: KnowledgeFolders): NodeJS.ProcessEnv => ({
  MADOGUCHI_KNOWLEDGE: knowledge,
  MADOGUCHI_INTENTS: intents,
});
