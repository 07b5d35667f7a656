import { AppError, StartError } from '../bot/errors.ts';

/** What a person reads of an error that says what to do; null for a fault of the program. */
const messageOf = (error: unknown): string | null => {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof AppError)) return null;
  // A failing store says only that it failed; here, unlike to a client, the reason may be told.
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** Ends a command that failed: with one line and exit code 1, or, for a fault of the program, with its stack. */
export const endWith = (error: unknown): void => {
  const message = messageOf(error);
  if (message === null) throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
};
