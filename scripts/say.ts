// Whoever reads may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** Prints a line for whoever called the command. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
