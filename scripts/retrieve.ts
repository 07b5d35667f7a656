import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '../bot/errors.ts';
import { readOptions } from './read-options.ts';
import { retriever } from './retrieval/retriever.ts';
import { endWith } from './end-with.ts';

/** `npm run --silent retrieve -- --faqs F.jsonl --queries Q.jsonl` (contracts.md). */

const faqSchema = z.object({ id: z.string(), question: z.string(), answer: z.string() });
const querySchema = z.object({ id: z.string(), query: z.string() });

const usage = 'npm run --silent retrieve -- --faqs FAQS.jsonl --queries QUERIES.jsonl';

const readLines = async <T>(path: string, schema: z.ZodType<T>): Promise<T[]> => {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new StartError(`${path} cannot be read; usage: ${usage}`, { cause: error });
  });
  return content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (error) {
      const shape = Object.keys(z.toJSONSchema(schema).properties ?? {}).join(', ');
      throw new StartError(`${path}:${index + 1}: not a JSON object with the texts ${shape}`, {
        cause: error,
      });
    }
  });
};

const main = async (): Promise<void> => {
  const { values } = readOptions(
    { options: { faqs: { type: 'string' }, queries: { type: 'string' } } },
    usage,
  );
  if (values.faqs === undefined || values.queries === undefined) {
    throw new StartError(`--faqs or --queries is missing; usage: ${usage}`);
  }
  const queries = await readLines(values.queries, querySchema);
  const started = performance.now();
  const retrieve = await retriever(await readLines(values.faqs, faqSchema));
  const ready = performance.now() - started;
  for (const { id, query } of queries) {
    const from = performance.now();
    const ranked = retrieve(query);
    const micros = Math.round((performance.now() - from) * 1000);
    process.stdout.write(`${JSON.stringify({ id, ranked, micros })}\n`);
  }
  const rss = Math.round(process.memoryUsage().rss / 1e6);
  process.stdout.write(`${JSON.stringify({ ready_ms: Math.round(ready), rss_mb: rss })}\n`);
};

await main().catch(endWith);
