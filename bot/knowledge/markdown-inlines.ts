import type Token from 'markdown-it/lib/token.mjs';
import type { Inline } from '../domain/blocks.ts';
import { isSafeHref } from './href.ts';
import type { MarkdownIssue } from './markdown.ts';
import { describeUnsupported } from './markdown-messages.ts';

export interface InlinesResult {
  content: Inline[];
  issues: MarkdownIssue[];
}

interface State extends InlinesResult {
  line: number;
  strong: boolean;
  href: string | null;
}

/** The inline tokens of one paragraph, which begins on `line`. */
export function readInlines(tokens: readonly Token[], line: number): InlinesResult {
  const state: State = { content: [], issues: [], line, strong: false, href: null };
  for (const token of tokens) readToken(state, token);
  return { content: state.content.map(joinLines).filter(({ text }) => text !== ''), issues: state.issues };
}

function readToken(state: State, token: Token): void {
  switch (token.type) {
    case 'text':
      addText(state, token.content);
      checkText(state, token.content);
      return;
    case 'softbreak':
      state.line += 1;
      addText(state, '\n');
      return;
    case 'strong_open':
    case 'strong_close':
      state.strong = token.nesting === 1;
      return;
    case 'link_open':
      openLink(state, token.attrGet('href') ?? '');
      return;
    case 'link_close':
      closeLink(state);
      return;
    default:
      if (token.nesting >= 0) report(state, describeUnsupported(token.type));
      if (token.type === 'hardbreak') state.line += 1;
  }
}

function addText(state: State, text: string): void {
  const last = state.content.at(-1);
  const href = state.href;
  if (last && (last.strong ?? false) === state.strong && (last.href ?? null) === href) {
    last.text += text;
    return;
  }
  state.content.push({ text, ...(state.strong && { strong: true }), ...(href !== null && { href }) });
}

/** Editors wrap long lines: Japanese goes on without a space, words in Latin letters keep one. */
const joinLines = (part: Inline): Inline => ({
  ...part,
  text: part.text.replaceAll(/(?<=[!-~])\n(?=[!-~])/g, ' ').replaceAll('\n', ''),
});

function openLink(state: State, href: string): void {
  state.href = href;
  if (isSafeHref(href)) return;
  report(
    state,
    `リンク先「${href}」は使えません。https:// か mailto: で始まるもの、または「/」で始まる自サイトのページにしてください。`,
  );
}

function closeLink(state: State): void {
  if (state.content.at(-1)?.href !== state.href) {
    report(state, 'リンクの言葉が空です。[言葉](https://…) のように書いてください。');
  }
  state.href = null;
}

/** What was meant as markup and would be shown to customers as it stands. */
const leftovers: readonly { pattern: RegExp; message: string; severity: 'error' | 'warning' }[] = [
  {
    pattern: /<[/!]?[A-Za-z][^<>]*>|<!--/,
    message: 'HTMLは使えません。タグを消してください。',
    severity: 'error',
  },
  {
    pattern: /\*\*|\*[^*\s][^*]*\*/,
    message: '「*」がそのまま表示されます。太字は **言葉** のように、言葉のすぐ前後に2つずつ書いてください。',
    severity: 'error',
  },
  {
    // Named links may follow each other: [{link:a}][{link:b}]. Reference links are not read.
    pattern: /\]\(|(?<!\})\]\[|^\[[^\]]*\]:|［[^［］]*］（|\]（/,
    message:
      'リンクになっていません。半角のかっこで [言葉](https://…) のように、間に空白を入れずに書いてください。',
    severity: 'error',
  },
  {
    pattern: /https?:\/\//,
    message: 'このURLはリンクになりません。[言葉](https://…) のように書いてください。',
    severity: 'warning',
  },
];

function checkText(state: State, text: string): void {
  for (const { pattern, message, severity } of leftovers) {
    // The text of a link may show its own address: <https://…>.
    if (severity === 'warning' && state.href !== null) continue;
    if (pattern.test(text)) state.issues.push({ line: state.line, message, severity });
  }
}

function report(state: State, message: string): void {
  state.issues.push({ line: state.line, message, severity: 'error' });
}
