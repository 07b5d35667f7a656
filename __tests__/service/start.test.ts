import { createServer } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { startAndFail, temporaryFolder } from './running.ts';

let knowledge: KnowledgeFixture;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
/** Silent logs, so that what is left of the output is what the operator is told. */
let usual: Record<string, string>;

beforeAll(async () => {
  [knowledge, folder] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  usual = {
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: join(folder.path, 'data'),
    MADOGUCHI_LOG_LEVEL: 'silent',
  };
});
afterAll(() => Promise.all([knowledge.dispose(), folder.dispose()]));

const startWith = (changes: Record<string, string>) => startAndFail({ ...usual, ...changes });

/** One line that begins as `message` says, and nothing besides. */
const refusal = (message: RegExp) => ({
  code: 1,
  output: expect.stringMatching(new RegExp(`${message.source}[^\\n]*\\n$`)),
});

describe('a start that cannot be ends with 1 and one line that says what to do', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['a wrong value', { PORT: 'abc' }, /^PORT: must be a whole number/],
    [
      'a clock that is set in production',
      { NODE_ENV: 'production', MADOGUCHI_IDENTITY_KEY: 'k'.repeat(32) },
      /^MADOGUCHI_NOW is refused when NODE_ENV=production; unset it/,
    ],
    [
      'no key in production',
      { NODE_ENV: 'production', MADOGUCHI_NOW: '' },
      /^MADOGUCHI_IDENTITY_KEY is missing; set/,
    ],
    ['a misspelt setting', { MADOGUCHI_XYZ: '1' }, /^MADOGUCHI_XYZ is not a setting; see/],
  ])('%s', async (_what, changes, message) => {
    expect(await startWith(changes)).toEqual(refusal(message));
  });

  test('a key that is no PEM where ES256 needs one', async () => {
    expect(await startWith({ MADOGUCHI_IDENTITY_ALG: 'ES256', MADOGUCHI_IDENTITY_KEY: 'no PEM' })).toEqual(
      refusal(/^MADOGUCHI_IDENTITY_KEY is no public key in PEM/),
    );
  });

  test('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const PORT = String(typeof address === 'object' ? address?.port : '');
    expect(await startWith({ PORT })).toEqual(
      refusal(new RegExp(`^port ${PORT} is in use; stop what uses it, or set PORT`)),
    );
    other.close();
  });

  test('an address that is another machine’s', async () => {
    expect(await startWith({ HOST: '203.0.113.1' })).toEqual(
      refusal(/^HOST is no address of this machine; unset it/),
    );
  });

  test('a data folder that cannot be made', async () => {
    const file = join(folder.path, 'a-file');
    await writeFile(file, '');
    expect(await startWith({ MADOGUCHI_DATA: join(file, 'data') })).toEqual(
      refusal(/^The data folder .* cannot be used \(ENOTDIR\); make it writable .*, or set MADOGUCHI_DATA/),
    );
  });

  test('a knowledge folder that is not there', async () => {
    expect(await startWith({ MADOGUCHI_KNOWLEDGE: join(folder.path, 'nowhere') })).toEqual(
      refusal(/^Cannot read the folder .*nowhere/),
    );
  });
});

test('broken knowledge ends the start with file and line, one line a finding', async () => {
  const broken = await makeKnowledge();
  await broken.write('knowledge/synonyms.yaml', '- [有休, 年次有給休暇]\n- [休み\n');
  await broken.write('knowledge/calendar.yaml', 'hours: []\n');
  const { code, output } = await startAndFail({
    ...usual,
    MADOGUCHI_KNOWLEDGE: broken.folders.knowledge,
    MADOGUCHI_INTENTS: broken.folders.intents,
  });
  await broken.dispose();
  const [heading, ...findings] = output.trimEnd().split('\n');
  expect(heading).toMatch(/mend these lines/);
  for (const finding of findings) expect(finding).toMatch(/^knowledge\/(synonyms|calendar)\.yaml:\d+: ./);
  expect(output).toMatch(/^knowledge\/synonyms\.yaml:[23]: /m);
  expect(output).toMatch(/^knowledge\/calendar\.yaml:\d+: /m);
  expect(code).toBe(1);
});
