import type { z } from 'zod';
import { formatApprovedText, sha256 } from './approved-text.ts';
import { idSchema } from './article-schema.ts';
import { decodeText, maxPageBytes } from './decode-text.ts';
import type { Finding } from './finding.ts';
import { splitFrontMatter } from './front-matter.ts';
import { markdownToBlocks } from './markdown.ts';
import { readYaml } from './read-yaml.ts';
import type { LineOf } from './read-yaml.ts';
import type { SourceBlock } from './source-block.ts';

/** An article or wording as its file has it now, approved or not. */
export interface Page<Front extends { title: string }> {
  id: string;
  file: string;
  front: Front;
  /** Markdown, LF line ends, trimmed. */
  body: string;
  /** Line of the file on which the body begins. */
  bodyLine: number;
  /** Named links are still `[{link:name}]` in their texts, and pictures have names. */
  blocks: SourceBlock[];
  /** Of the present title and body as an approved text. */
  sha256: string;
  /** Lines of the front matter. */
  lineOf: LineOf;
}

export interface ReadPage<Front extends { title: string }> {
  /** null when there is any error among the findings. */
  page: Page<Front> | null;
  findings: Finding[];
}

/** A Markdown file with front matter; its id is the file's name. */
export function readPage<Front extends { title: string }>(
  file: string,
  bytes: Uint8Array,
  schema: z.ZodType<Front>,
): ReadPage<Front> {
  const refuse = (message: string): ReadPage<Front> => ({
    page: null,
    findings: [{ file, line: 1, message, severity: 'error' }],
  });
  const id = file.slice(file.lastIndexOf('/') + 1, -'.md'.length);
  if (!idSchema.safeParse(id).success) {
    return refuse(
      'ファイル名は、半角の英小文字・数字をハイフンでつないだ名前（例: invite-resend.md）にしてください。',
    );
  }
  const decoded = decodeText(file, bytes, maxPageBytes);
  if (decoded.text === null) return { page: null, findings: decoded.findings };
  const split = splitFrontMatter(file, decoded.text);
  if (split === null) {
    return refuse('ファイルの始めに、「---」の行で挟んで title: などの項目を書いてください。');
  }
  const front = readYaml(split.front, schema);
  const { blocks, findings } = readBody(file, split.body, split.bodyLine);
  const all = [...front.findings, ...findings];
  if (front.value === null || all.some(({ severity }) => severity === 'error')) {
    return { page: null, findings: all };
  }
  const { body, bodyLine } = split;
  const hash = sha256(formatApprovedText({ title: front.value.title, body }));
  const page = { id, file, front: front.value, body, bodyLine, blocks, sha256: hash, lineOf: front.lineOf };
  return { page, findings: all };
}

export interface ReadBody {
  blocks: SourceBlock[];
  findings: Finding[];
}

/** The Markdown below the front matter, which begins on `firstLine` of the file. */
export function readBody(file: string, body: string, firstLine: number): ReadBody {
  if (body === '') {
    const message = '本文がありません。「---」の行の下に書いてください。';
    return { blocks: [], findings: [{ file, line: firstLine, message, severity: 'error' }] };
  }
  const { blocks, issues } = markdownToBlocks(body);
  const findings = issues.map((issue) => ({ file, ...issue, line: firstLine - 1 + issue.line }));
  return { blocks, findings };
}
