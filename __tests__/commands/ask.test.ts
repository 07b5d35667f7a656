import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { temporaryFolder } from '../service/running.ts';
import { readCustomer } from '../../scripts/ask/read-customer.ts';
import { environmentOf, runCommand } from './run.ts';

const staffed = ['--now', '2026-11-24T11:00:00+09:00'];

const invitation = (title: string): string => `---
title: ${title}
group: payslips
questions:
  - ${title}
tags: []
related: []
source: null
verifiedOn: null
---
${title}の手順です。
`;

let knowledge: KnowledgeFixture;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  [knowledge, folder] = await Promise.all([
    makeKnowledge({
      'knowledge/articles/invite-send.md': invitation('招待メールを送る方法'),
      'knowledge/articles/invite-cancel.md': invitation('招待メールを取り消す方法'),
      'intents/smalltalk.yaml': `words:
  あいさつ: こんにちは
  つなぎ: です、ます
intents:
  - id: greeting
    wording: greeting
    rules:
      - { name: あいさつ, all: [あいさつ], alone: つなぎ }
    examples: [こんにちは]
`,
      'knowledge/wording/smalltalk/greeting.md': '---\ntitle: あいさつ\n---\nこんにちは。\n',
    }),
    temporaryFolder(),
  ]);
});
afterAll(() => Promise.all([knowledge.dispose(), folder.dispose()]));

const ask = (args: readonly string[], input?: string) =>
  runCommand('ask', args, { env: environmentOf(knowledge.folders), ...(input ? { input } : {}) });

const askJson = async (questions: readonly string[], args: readonly string[]) => {
  const { code, out, err } = await ask(['--json', ...args], questions.join('\n'));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
};

const customerFile = async (customer: unknown): Promise<string> => {
  const file = join(folder.path, 'customer.json');
  await writeFile(file, typeof customer === 'string' ? customer : JSON.stringify(customer));
  return file;
};

const version = 1;
const micros = expect.any(Number);
const confidence = expect.any(Number);
const reply = expect.stringMatching(/./);

describe('ask --json', () => {
  const expected = [
    {
      text: '給与明細の公開方法を教えてください',
      kind: 'answer',
      id: 'payslip-publish',
      topic: null,
      // The next best, if there are any.
      choices: expect.any(Array),
      confidence,
      wording: { id: 'payslip-publish', version },
      reply: '1. 給与明細を開きます。\n2. 「公開」を押します。\n\n公開すると、従業員に通知が届きます。',
      micros,
    },
    {
      text: '',
      kind: 'fallback',
      id: 'fallback',
      topic: null,
      choices: [],
      confidence: 0,
      wording: { id: 'fallback', version },
      reply: expect.stringContaining('お問い合わせフォーム（https://example.com/inquiry）'),
      micros,
    },
    {
      text: '招待メールを送る方法と取り消す方法',
      kind: 'clarify',
      id: null,
      topic: null,
      choices: expect.arrayContaining(['invite-send', 'invite-cancel']),
      confidence,
      wording: { id: 'clarify', version },
      reply,
      micros,
    },
    {
      text: '労働基準法に違反しますか',
      kind: 'refuse',
      id: 'refuse-law',
      topic: 'law',
      choices: [],
      confidence,
      wording: { id: 'refuse-law', version },
      reply: '申し訳ございません。法律のご相談にはお答えできません。',
      micros,
    },
    {
      text: '担当者と話したい',
      kind: 'handoff',
      id: null,
      topic: null,
      choices: [],
      confidence: null,
      wording: { id: 'intake-kind', version },
      reply,
      outcome: 'queued',
      micros,
    },
    {
      text: 'こんにちは',
      kind: 'smalltalk',
      id: 'greeting',
      topic: null,
      choices: [],
      confidence,
      wording: { id: 'greeting', version },
      reply: 'こんにちは。',
      micros,
    },
    {
      text: 'How can I publish payslips?',
      kind: 'fallback',
      id: 'not-japanese',
      topic: null,
      choices: [],
      confidence: 1,
      wording: { id: 'not-japanese', version },
      reply,
      micros,
    },
  ];

  const long = ['あ'.repeat(5_400), '1'.repeat(2_000)];
  const odd = ['　 \u200b', '\u0000\u0007', '給与明細の公開\r'];
  const masked = '給与明細を公開したいです。123456789018';
  const questions = [...expected.map(({ text }) => text), masked, ...long, ...odd];
  // Backwards after that: what went before must not change an answer.
  const lines = [...questions, ...questions.toReversed()];
  let answers: Record<string, unknown>[];

  beforeAll(async () => {
    answers = await askJson(lines, staffed);
  });

  test('answers every line with the keys of the contract, in the order of the lines', () => {
    expect(answers.slice(0, expected.length)).toEqual(expected);
    expect(answers.map(({ text }) => text)).toEqual(lines.map((line) => line.replace('\r', '')));
  });

  test('keeps no state between lines', () => {
    const timeless = answers.map((answer) => ({ ...answer, micros: 0 }));
    expect(timeless.slice(questions.length)).toEqual(timeless.slice(0, questions.length).toReversed());
  });

  const answerTo = (text: string) => answers.find((answer) => answer['text'] === text);

  test('takes personal data, 16 KB, blanks and controls', () => {
    expect(answerTo(masked)).toMatchObject({ kind: 'answer', id: 'payslip-publish' });
    expect(answerTo(masked)?.['reply']).not.toContain('123456789018');
    for (const text of [...long, ...odd.slice(0, 2)])
      expect(answerTo(text)).toMatchObject({ id: 'fallback' });
  });

  test('says for a person who is asked for what comes of it, by the time and the customer', async () => {
    const anonymous = await customerFile({ loggedIn: false });
    const [[closed], [notEligible]] = await Promise.all([
      askJson(['担当者と話したい'], ['--now', '2026-11-24T12:30']),
      askJson(['担当者と話したい'], ['--now', '2026-11-24T11:00', '--customer', anonymous]),
    ]);
    expect(closed).toMatchObject({ kind: 'handoff', outcome: 'closed', wording: { id: 'desk-closed' } });
    expect(notEligible).toMatchObject({
      kind: 'handoff',
      outcome: 'not-eligible',
      wording: { id: 'not-eligible-login' },
    });
  });
});

describe('ask with words', () => {
  test('prints terms, matches with scores, the rule, the wording and what is said', async () => {
    const [answered, refused] = await Promise.all([
      ask(['明細を', '見せたい']),
      ask(['労働基準法に違反しますか。番号は123456789018です']),
    ]);
    expect(answered).toMatchObject({ code: 0, err: '' });
    expect(answered.out).toMatch(/^question +明細を 見せたい$/m);
    expect(answered.out).toMatch(/^terms +.*明細\/名詞.*見せ\/動詞/m);
    expect(answered.out).toMatch(/^ +1\. payslip-publish +score +\d+\.\d\d +confidence +[01]\.\d\d$/m);
    expect(answered.out).toMatch(/^ +\d+\.\d\d +question +exact +明細$/m);
    expect(answered.out).toMatch(/^decision +answer payslip-publish$/m);
    expect(answered.out).toMatch(/^rule +confidence [01]\.\d\d ≥ [01]\.\d\d$/m);
    expect(answered.out).toMatch(/^wording +payslip-publish, version 1$/m);
    expect(answered.out).toMatch(/\n\n1\. 給与明細を開きます。\n/);
    expect(refused.out).toMatch(/^topics +law \(法律の相談: .*労働基準法.*\) [01]\.\d\d/m);
    // What is understood has been masked before.
    expect(refused.out).toMatch(/^normalised [^\n]*マイナンバー/m);
    expect(refused.out).not.toMatch(/^(normalised|terms)[^\n]*123456789018/m);
    expect(refused.out).toMatch(/^rule +O3 法律の相談$/m);
  });
});

describe('what is no customer is refused in one line that says what is wrong', () => {
  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{\n "loggedIn": yes\n}', /not valid JSON/],
    ['an unknown key', { loggedIn: true, admin: true }, /admin/],
    ['a wrong type', { loggedIn: 'yes' }, /: loggedIn: /],
    ['a day that is not', { loggedIn: true, trialStartedOn: '2026-02-30' }, /: trialStartedOn: /],
  ])('%s', async (_what, content, message) => {
    const reading = readCustomer(await customerFile(content));
    await expect(reading).rejects.toThrow(
      /^--customer \S+ is not a customer such as \{"loggedIn":true[^\n]+$/,
    );
    await expect(reading).rejects.toThrow(message);
  });

  test('no file', () => expect(readCustomer('nowhere.json')).rejects.toThrow(/ENOENT[^\n]+$/));
});
