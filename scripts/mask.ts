import { once } from 'node:events';
import { mask } from '../bot/policy/personal-data/mask.ts';
import { lines } from './lines.ts';
import { readOptions } from './read-options.ts';
import { endWith } from './end-with.ts';

/** `npm run --silent mask`: one text a line on stdin → one JSON object a line, as they come (contracts.md). */
const main = async (): Promise<void> => {
  readOptions({}, 'npm run --silent mask, with one text a line on stdin');
  for await (const line of lines(process.stdin)) {
    const taken = process.stdout.write(`${JSON.stringify(mask(line))}\n`);
    if (!taken) await once(process.stdout, 'drain');
  }
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has had enough, such as `head`.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
await main().catch(endWith);
