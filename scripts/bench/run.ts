import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '../../bot/errors.ts';
import { endWith } from '../end-with.ts';

/**
 * `npm run bench [-- NAME … [--OPTION …]]`: the benchmarks of this folder, or those named; one JSON object a
 * line. Options are for the one benchmark that is named.
 */

const benchSchema = z.object({
  run: z.custom<(flags: string[]) => AsyncIterable<object>>((run) => typeof run === 'function'),
});

const available = async (): Promise<string[]> =>
  (await readdir(new URL('.', import.meta.url)))
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();

const main = async (): Promise<void> => {
  const names = await available();
  const args = process.argv.slice(2);
  const end = args.findIndex((each) => each.startsWith('-'));
  const wanted = end < 0 ? args : args.slice(0, end);
  const flags = args.slice(wanted.length);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new StartError(`no benchmark ${unknown}; there are: ${names.join(', ')}`);
  for (const name of wanted.length > 0 ? wanted : names) {
    const { run } = benchSchema.parse(await import(new URL(`${name}.ts`, import.meta.url).href));
    if (flags.length > 0 && (wanted.length !== 1 || run.length === 0))
      throw new StartError(`${flags.join(' ')} is for one benchmark that takes options; name it first`);
    for await (const record of run(flags))
      process.stdout.write(`${JSON.stringify({ bench: name, ...record })}\n`);
  }
};

await main().catch(endWith);
