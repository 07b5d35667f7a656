import { once } from 'node:events';
import { LiveBrain } from '../bot/conversation/live-brain.ts';
import { StartError } from '../bot/errors.ts';
import { answer } from './ask/answer.ts';
import { explain } from './ask/explain.ts';
import { readCustomer } from './ask/read-customer.ts';
import { knowledgeFolders } from './knowledge-folders.ts';
import { lines } from './lines.ts';
import { presentTime } from './present-time.ts';
import { readOptions } from './read-options.ts';
import { endWith } from './end-with.ts';

const usage =
  'npm run ask -- 質問, or with one question a line on stdin: npm run --silent ask -- --json [--now ISO] [--customer FILE]';

const options = {
  options: { json: { type: 'boolean' }, now: { type: 'string' }, customer: { type: 'string' } },
  allowPositionals: true,
} as const;

const print = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
};

/** `npm run ask`: what the bot would say and why, for a person or as JSON (contracts.md). */
const main = async (): Promise<void> => {
  const { values, positionals } = readOptions(options, usage);
  const question = positionals.join(' ');
  if (question === '' && values.json !== true) throw new StartError(`no question; usage: ${usage}`);
  const asker = { customer: await readCustomer(values.customer), now: presentTime(values.now, process.env) };
  const brain = (await LiveBrain.open(knowledgeFolders(process.env))).current();
  if (question !== '') {
    const asked = answer(brain, asker, question);
    return print(values.json ? `${JSON.stringify(asked.answered)}\n` : explain(asked));
  }
  for await (const line of lines(process.stdin)) {
    await print(`${JSON.stringify(answer(brain, asker, line).answered)}\n`);
  }
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has had enough, such as `head`.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
await main().catch(endWith);
