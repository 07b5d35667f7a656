import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '../../bot/errors.ts';
import { endWith } from '../end-with.ts';

/** `npm run bench [-- NAME …]`: the benchmarks of this folder, or those named; one JSON object a line. */

const benchSchema = z.object({
  run: z.custom<() => AsyncIterable<object>>((run) => typeof run === 'function'),
});

const available = async (): Promise<string[]> =>
  (await readdir(new URL('.', import.meta.url)))
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();

const main = async (): Promise<void> => {
  const names = await available();
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new StartError(`no benchmark ${unknown}; there are: ${names.join(', ')}`);
  for (const name of wanted.length > 0 ? wanted : names) {
    const { run } = benchSchema.parse(await import(new URL(`${name}.ts`, import.meta.url).href));
    for await (const record of run()) process.stdout.write(`${JSON.stringify({ bench: name, ...record })}\n`);
  }
};

await main().catch(endWith);
