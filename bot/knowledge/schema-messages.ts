import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** The Japanese that an editor reads for an issue whose schema has no message of its own. */
export function describeIssue(issue: Issue): string {
  const name = itemName(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected, issue.input, name);
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `「${key}」`).join('')}という項目はありません。つづりを確かめてください。`;
    case 'too_small':
      return describeTooSmall(issue, name);
    case 'too_big':
      return describeTooBig(issue, name);
    case 'invalid_format':
      return describeFormat(issue.format, name);
    case 'invalid_value':
      return `${name}には${issue.values.map((value) => `「${String(value)}」`).join('')}のどれかを書いてください。`;
    default:
      return `${name}の書き方が正しくありません。`;
  }
}

/** The last name in the path: `questions[2]` is told as 「questions」の3番目. */
function itemName(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'このファイル';
  if (typeof last !== 'number') return `「${String(last)}」`;
  const list = path.at(-2);
  return list === undefined ? `${last + 1}番目の項目` : `「${String(list)}」の${last + 1}番目`;
}

function describeType(expected: string, input: unknown, name: string): string {
  if (input === undefined) return `${name}がありません。書き足してください。`;
  if (input === null) return `${name}が空です。内容を書いてください。`;
  switch (expected) {
    case 'string':
      return typeof input === 'object'
        ? `${name}は1つの文で書いてください。値の中に「: 」があるときは、全体を引用符 " で囲んでください。`
        : `${name}の「${String(input)}」は文字ではなく値として読まれます。引用符で "${String(input)}" のように囲んでください。`;
    case 'array':
      return `${name}は、「- 」で始まる行を並べるか、[ ] で囲んで書いてください。`;
    case 'object':
    case 'record':
      return `${name}は「名前: 値」の形で書いてください。コロンは半角で、後ろに半角の空白が要ります。`;
    case 'number':
    case 'int':
      return `${name}は半角の数字で書いてください。`;
    case 'boolean':
      return `${name}は true か false で書いてください。`;
    default:
      return `${name}の書き方が正しくありません。`;
  }
}

function describeTooSmall(issue: Extract<Issue, { code: 'too_small' }>, name: string): string {
  if (issue.origin === 'string') return `${name}が空です。内容を書いてください。`;
  if (issue.origin === 'array') return `${name}は${issue.minimum}個以上書いてください。`;
  return `${name}は${issue.minimum}以上にしてください。`;
}

function describeTooBig(issue: Extract<Issue, { code: 'too_big' }>, name: string): string {
  if (issue.origin === 'string') return `${name}が長すぎます。${issue.maximum}文字までにしてください。`;
  if (issue.origin === 'array') return `${name}が多すぎます。${issue.maximum}個までにしてください。`;
  return `${name}は${issue.maximum}以下にしてください。`;
}

function describeFormat(format: string, name: string): string {
  if (format === 'date') return `${name}は、実在する日付を 2026-11-22 のように書いてください。`;
  if (format === 'datetime') return `${name}は、日時を 2026-11-22T10:00:00+09:00 のように書いてください。`;
  return `${name}の形が正しくありません。`;
}
