import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../service/running.ts';
import { runCommand } from './run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.dispose());

const file = async (name: string, content: string): Promise<string> => {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return path;
};
const jsonl = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const subjects = [
  '招待メール',
  '給与明細',
  '年末調整',
  '勤怠',
  '雇用契約',
  '住所変更',
  '扶養家族',
  '通勤手当',
  '組織図',
  'パスワード',
  '二要素認証',
  '人事評価',
];
const faqs = subjects.map((subject, at) => ({
  id: `faq-${at}`,
  question: `${subject}はどこで設定しますか`,
  answer: `「設定」から${subject}を選びます。`,
}));

test('retrieve ranks at most ten FAQs for each query, best first, then says its cost', async () => {
  const [faqFile, queryFile] = await Promise.all([
    file('faqs.jsonl', jsonl(faqs)),
    file(
      'queries.jsonl',
      `${jsonl([
        { id: 'q1', query: '給与明細を設定したい' },
        { id: 'q2', query: '住所変更の設定' },
      ])}\n${JSON.stringify({ id: 'q3', query: '' })}`,
    ),
  ]);
  const { code, out, err } = await runCommand('retrieve', ['--faqs', faqFile, '--queries', queryFile]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines).toEqual([
    { id: 'q1', ranked: expect.any(Array), micros: expect.any(Number) },
    { id: 'q2', ranked: expect.any(Array), micros: expect.any(Number) },
    { id: 'q3', ranked: [], micros: expect.any(Number) },
    { ready_ms: expect.any(Number), rss_mb: expect.any(Number) },
  ]);
  for (const [at, best] of [
    [0, 'faq-1'],
    [1, 'faq-5'],
  ] as const) {
    const ranked = lines[at]?.['ranked'];
    expect(ranked).toHaveLength(10);
    expect(Array.isArray(ranked) && ranked[0]).toBe(best);
    expect(new Set(Array.isArray(ranked) ? ranked : []).size).toBe(10);
  }
});

test('retrieve refuses a line that is no FAQ by file and line, and a file that is not there', async () => {
  const [broken, queries] = await Promise.all([
    file('broken.jsonl', `${JSON.stringify(faqs[0])}\n{"id": "faq-1"}\n`),
    file('none.jsonl', ''),
  ]);
  const [wrong, missing] = await Promise.all([
    runCommand('retrieve', ['--faqs', broken, '--queries', queries]),
    runCommand('retrieve', ['--faqs', join(folder.path, 'nowhere.jsonl'), '--queries', queries]),
  ]);
  expect(wrong).toMatchObject({ code: 1, out: '' });
  expect(wrong.err).toMatch(/broken\.jsonl:2: not a JSON object with the texts id, question, answer\n$/);
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.err).toMatch(/^[^\n]*nowhere\.jsonl cannot be read; usage: [^\n]+\n$/);
});
