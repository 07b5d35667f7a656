import { runCommand } from './run.ts';

/** Offsets are those of the input, in UTF-16 units as JavaScript counts them. */
const rows: [string, string, { type: string; start: number; end: number }[]][] = [
  ['番号は123456789018です', '番号は〔マイナンバー〕です', [{ type: 'my-number', start: 3, end: 15 }]],
  ['１２３４　５６７８　９０１８', '〔マイナンバー〕', [{ type: 'my-number', start: 0, end: 14 }]],
  ['1234-5678ー9018、', '〔マイナンバー〕、', [{ type: 'my-number', start: 0, end: 14 }]],
  ['12\u200b3456789018', '〔マイナンバー〕', [{ type: 'my-number', start: 0, end: 13 }]],
  ['😀 4242 4242 4242 4242', '😀 〔クレジットカード番号〕', [{ type: 'credit-card', start: 3, end: 22 }]],
  [
    'taro@example.com と 03-1234-5678',
    '〔メールアドレス〕 と 〔電話番号〕',
    [
      { type: 'email', start: 0, end: 16 },
      { type: 'phone', start: 19, end: 31 },
    ],
  ],
  ['法人番号 7000012050002', '法人番号 7000012050002', []],
  ['2026-11-24 10:00 に 1,234,567円', '2026-11-24 10:00 に 1,234,567円', []],
  ['', '', []],
];

test('mask answers each line with the masked text and the offsets of the input', async () => {
  const { code, out } = await runCommand('mask', [], {
    input: rows.map(([text]) => `${text}\n`).join(''),
  });
  const lines = out.trimEnd().split('\n');
  expect(code).toBe(0);
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows.map(([, text, found]) => ({ text, found })));
});
