import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { StartError } from '../bot/errors.ts';

/**
 * The options and words that a command was called with.
 * @throws StartError, one line with the usage, for what it does not know.
 */
export const readOptions = <T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    // What follows the first sentence is advice on quoting, which would hide the usage.
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new StartError(`${reason}; usage: ${usage}`);
  }
};
