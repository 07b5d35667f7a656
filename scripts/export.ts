import { open, rm, type FileHandle } from 'node:fs/promises';
import { StartError } from '../bot/errors.ts';
import { subjectSchema } from '../bot/retention/forget.ts';
import { dataPlace } from './customer-data/place.ts';
import { endWith } from './end-with.ts';
import { readOptions } from './read-options.ts';
import { recordCommand } from './record.ts';

const usage = `npm run --silent export -- --customer SUB [--out FILE]
Writes everything that is held on one person as JSON. SUB is "sub" of the identity that your product signs.
--out: into a new file that its owner alone may read, instead of to the standard output.`;

const readCommand = (): { customer: string; out: string | undefined } => {
  const { values } = readOptions(
    { options: { customer: { type: 'string' }, out: { type: 'string' } } },
    usage,
  );
  const customer = subjectSchema.safeParse(values.customer);
  if (!customer.success) throw new StartError(`--customer needs 1 to 200 characters; usage: ${usage}`);
  return { customer: customer.data, out: values.out };
};

const cannotWrite = (file: string, error: unknown): StartError => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'EEXIST') return new StartError(`${file} is there already; name another file`);
  return new StartError(`${file} cannot be written (${code}); name another file`);
};

/** To the other output than the JSON. */
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** A new file: an existing one keeps the rights it had, and may be open to others. */
const create = (file: string) =>
  open(file, 'wx', 0o600).catch((error: unknown) => {
    throw cannotWrite(file, error);
  });

const write = async (text: string, out: string | undefined, file: FileHandle | null): Promise<void> => {
  if (!file || out === undefined) return void process.stdout.write(text);
  await file.writeFile(text).catch((error: unknown) => {
    throw cannotWrite(out, error);
  });
};

/** `npm run export`: a person's right to know what is held on them. Works while the server runs. */
const main = async (): Promise<void> => {
  const { customer, out } = readCommand();
  const place = dataPlace(process.env);
  const file = out === undefined ? null : await create(out);
  try {
    const found = await place.export({ customer, at: new Date() });
    if (found.conversations.length > 0)
      await recordCommand('customer-exported', { details: { conversations: found.conversations.length } });
    await write(`${JSON.stringify(found, null, 2)}\n`, out, file);
    tell(`Customer ${customer} in ${place.name}: ${found.conversations.length} conversations`);
    for (const name of found.unreadable) tell(`Cannot be read, so that it may be of this person: ${name}`);
    if (found.unreadable.length > 0) process.exitCode = 1;
  } catch (error) {
    // An empty or half file would look like an answer.
    if (out !== undefined) await rm(out, { force: true });
    throw error;
  } finally {
    await file?.close();
  }
};

await main().catch(endWith);
