import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartError } from '../../bot/errors.ts';
import { lines } from '../lines.ts';

const fewestCharacters = 12;
/** What a sign-in takes at most (web/wire.ts). */
const mostCharacters = 200;
const generatedBytes = 15;

export interface NewPassword {
  password: string;
  /** Made here, and known to nobody unless it is printed. */
  generated: boolean;
}

/**
 * The new password: typed twice at a terminal without being shown, else the first line of stdin.
 * Where nothing is given, one is made.
 * @throws StartError when it is too short or too long, differs the second time, or is broken off.
 */
export const readNewPassword = async (): Promise<NewPassword> => {
  const typed = process.stdin.isTTY ? await typedTwice() : await firstLine();
  if (typed === '') return { password: randomBytes(generatedBytes).toString('base64url'), generated: true };
  const { length } = typed;
  if (length >= fewestCharacters && length <= mostCharacters) return { password: typed, generated: false };
  throw new StartError(
    `The password has ${length} characters; use ${fewestCharacters} to ${mostCharacters}. Nothing was changed`,
  );
};

const firstLine = async (): Promise<string> => {
  for await (const line of lines(process.stdin)) return line;
  return '';
};

const typedTwice = async (): Promise<string> => {
  const first = await typedUnseen('New password (empty: one is made): ');
  if (first === '' || first === (await typedUnseen('Once more: '))) return first;
  throw new StartError('The two passwords differ. Nothing was changed');
};

const typedUnseen = async (prompt: string): Promise<string> => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const brokenOff = new AbortController();
  // Without this, Ctrl-C and Ctrl-D would leave the question pending for ever.
  terminal.on('close', () => brokenOff.abort());
  process.stderr.write(prompt);
  try {
    return await terminal.question('', { signal: brokenOff.signal });
  } catch {
    throw new StartError('Broken off. Nothing was changed');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
};
