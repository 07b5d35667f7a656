import { createInterface } from 'node:readline/promises';
import { StartError } from '../../bot/errors.ts';

const assent = 'yes';

/**
 * Asks the person at the terminal whether to go on.
 * @throws StartError when there is no terminal, or when the answer is anything but `yes`.
 */
export const confirm = async (question: string): Promise<void> => {
  if (!process.stdin.isTTY)
    throw new StartError('Nothing was removed: there is no terminal to ask at; add --yes to remove it');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const brokenOff = new AbortController();
  // Without this, Ctrl-C and Ctrl-D would leave the question pending for ever.
  terminal.on('close', () => brokenOff.abort());
  try {
    const answer = await terminal.question(`${question} Type ${assent}: `, { signal: brokenOff.signal });
    if (answer.trim() === assent) return;
  } catch {
    process.stderr.write('\n');
  } finally {
    terminal.close();
  }
  throw new StartError('Nothing was removed');
};
