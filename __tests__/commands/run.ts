import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { KnowledgeFolders } from '../../bot/knowledge/knowledge-files.ts';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command as `npm run` does, with `input` on stdin, to its end. */
export const runCommand = async (
  script: string,
  args: readonly string[] = [],
  { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> => {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
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
