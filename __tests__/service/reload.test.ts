import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { call, TestCustomer } from './client.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';
import { readStream } from './stream.ts';

const article = 'knowledge/articles/payslip-publish.md';
const calendar = 'knowledge/calendar.yaml';
const usual = '給与明細の公開方法を教えてください';

const textOf = (path: string): string => minimalTexts[path] ?? '';
const withQuestion = (question: string): string =>
  textOf(article).replace('questions:\n', `questions:\n  - ${question}\n`);

/**
 * How long a change may take to show. A second is promised; a busy machine gets more, and what never
 * shows is what these tests are for.
 */
const patienceMs = 15_000;
/** Between two looks; short, so that a second look is rarely needed. */
const lookMs = 50;

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let customer: TestCustomer;

beforeAll(async () => {
  [knowledge, data] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  service = await startService({
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
  });
});
afterAll(async () => {
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

const replySchema = z.object({
  articleId: z.string().nullish(),
  kind: z.string(),
  wording: z.object({ id: z.string(), version: z.number() }),
});
const repliesSchema = z.object({ replies: z.tuple([replySchema], z.unknown()) });

const ask = async (question: string) => {
  const { body, text } = await customer.say(question);
  const [{ articleId, kind, wording }] = repliesSchema.parse(body).replies;
  return { articleId, kind, version: wording.version, text };
};

/** The first value that is as wanted. */
const eventually = async <T>(look: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const value = await look();
    if (wanted(value) || performance.now() > end) return value;
    await setTimeout(lookMs);
  }
};

const answers = ({ kind }: { kind: string }): boolean => kind === 'answer';

// A conversation for each test, so that no question is heard as a follow-up of another test's.
beforeEach(async () => {
  customer = await TestCustomer.open(service.url);
});

test('an article that was changed and approved answers in its new words and version', async () => {
  const { version: before } = await ask(usual);
  await knowledge.write(article, textOf(article).replace('「公開」', '「公開する」'));
  await knowledge.approveAll();
  const changed = await eventually(
    () => ask(usual),
    ({ version }) => version !== before,
  );
  expect(changed).toMatchObject({ articleId: 'payslip-publish', version: before + 1 });
  expect(changed.text).toContain('「公開する」');
});

test('a text without approval is not served: the last approved one is, and other questions count at once', async () => {
  const question = 'うさぎの飼い方';
  const before = await ask(usual);
  expect(await ask(question)).toMatchObject({ kind: 'fallback' });
  const draft = withQuestion(question).replace('「公開」', '「下書き」');
  await knowledge.write(article, draft);
  const reply = await eventually(() => ask(question), answers);
  expect(reply).toMatchObject({ articleId: 'payslip-publish', version: before.version });
  expect(reply.text).not.toContain('下書き');
  expect(await ask(usual)).toMatchObject({ version: before.version });
  expect(service.output()).toMatch(/payslip-publish\.md:\d+: [^\n]*"knowledge reloaded"/);
});

test('a new synonym takes effect without an approval', async () => {
  const question = 'ぺらぺらのお披露目';
  expect(await ask(question)).toMatchObject({ kind: 'fallback' });
  await knowledge.write('knowledge/synonyms.yaml', '- [給与明細, ぺらぺら]\n- [公開, お披露目]\n');
  expect(await eventually(() => ask(question), answers)).toMatchObject({ articleId: 'payslip-publish' });
});

test('an extra closed day is heard by those who have the chat open', async () => {
  const reading = readStream(
    `${customer.path}/events`,
    customer.token,
    (got) => got.filter(({ event }) => event === 'office').length >= 2,
  );
  await eventually(
    async () => (await call(`${service.url}/metrics`)).text,
    (text) => /^madoguchi_open_streams 1$/m.test(text),
  );
  const closed =
    "[{ date: '2026-11-24', reason: 社内研修, announceFrom: '2026-11-20', announceTo: '2026-11-24' }]";
  await knowledge.write(calendar, textOf(calendar).replace('closedDays: []', `closedDays: ${closed}`));
  const offices = (await reading).filter(({ event }) => event === 'office');
  expect(offices[1]).toMatchObject({ data: { open: false, reason: 'closed-day' } });
  await knowledge.write(calendar, textOf(calendar));
});

const broken: [string, string, string | Uint8Array, string][] = [
  ['half written', article, textOf(article).slice(0, 60), 'りんごの育て方'],
  ['not in UTF-8', article, Uint8Array.of(0x2d, 0x2d, 0x2d, 0x0a, 0x83, 0x65), 'ピアノの弾き方'],
  ['no YAML', calendar, 'hours: [\n', '富士山の登り方'],
  ['against itself', calendar, textOf(calendar).replace("to: '12:00'", "to: '14:00'"), 'たこ焼きの作り方'],
];

describe.each(broken)('a file that is %s', (_what, path, content, question) => {
  test('leaves the old serving, is named with its line in the log, and is recovered from', async () => {
    const { version } = await ask(usual);
    expect(await ask(question)).toMatchObject({ kind: 'fallback' });
    const fileAndLine = new RegExp(`"${path}:\\d+: [^\\n]+the last good version goes on serving`);
    const said = service.output().length;
    await knowledge.write(path, content);
    const log = await eventually(
      async () => service.output().slice(said),
      (text) => fileAndLine.test(text),
    );
    expect(log).toMatch(fileAndLine);
    expect(await ask(usual)).toMatchObject({ articleId: 'payslip-publish', version });
    expect(await call(`${service.url}/readyz`)).toMatchObject({ status: 200 });

    await knowledge.write(calendar, textOf(calendar));
    await knowledge.write(article, withQuestion(question));
    expect(await eventually(() => ask(question), answers)).toMatchObject({ articleId: 'payslip-publish' });
  });
});

test('the figures count what was served and what was refused', async () => {
  const { text } = await call(`${service.url}/metrics`);
  expect(text).toMatch(/^madoguchi_knowledge_reloads_total\{outcome="served"\} [1-9]/m);
  expect(text).toMatch(/^madoguchi_knowledge_reloads_total\{outcome="refused"\} [1-9]/m);
});
