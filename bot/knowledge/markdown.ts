import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import type { Inline } from '../domain/blocks.ts';
import { readInlines } from './markdown-inlines.ts';
import { describeUnsupported } from './markdown-messages.ts';
import { pictureAlone, readPicture, withoutLastPicture } from './markdown-pictures.ts';
import type { NamedPicture, SourceBlock } from './source-block.ts';
import { strongRule } from './strong-rule.ts';

/** A problem in a body; `line` counts from 1 within it. */
export interface MarkdownIssue {
  line: number;
  message: string;
  severity: 'error' | 'warning';
}

export interface MarkdownResult {
  blocks: SourceBlock[];
  issues: MarkdownIssue[];
}

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
// Link definitions would vanish from the text without a word.
parser.disable('reference');
parser.inline.ruler.at('emphasis', strongRule);
// Every address is let through here, so that a refused one becomes a finding instead of plain text.
parser.validateLink = () => true;

/**
 * The Markdown of an article or wording → typed blocks: paragraphs, `1.` steps, `-` lists and `> `
 * notices, with **bold** and links inside, and pictures on lines of their own, also below the words of an item.
 * Anything else is an issue, never silently dropped or shown as is.
 */
export function markdownToBlocks(body: string): MarkdownResult {
  const walk: Walk = { blocks: [], issues: [] };
  const tokens = parser.parse(body, {});
  for (let at = 0; at < tokens.length;) {
    const end = closing(tokens, at);
    readBlock(walk, tokens.slice(at, end + 1));
    at = end + 1;
  }
  return walk;
}

type Walk = MarkdownResult;

/** `tokens` are one block from its opening to its closing token. */
function readBlock(walk: Walk, tokens: Token[]): void {
  const [opening, ...inner] = tokens;
  if (opening === undefined) return;
  switch (opening.type) {
    case 'paragraph_open':
      readTopParagraph(walk, tokens, lineOf(opening));
      return;
    case 'blockquote_open':
      walk.blocks.push({
        type: 'notice',
        content: readParagraph(walk, inner.slice(0, -1), lineOf(opening)),
      });
      return;
    case 'bullet_list_open':
      walk.blocks.push({ type: 'list', ...readItems(walk, inner) });
      return;
    case 'ordered_list_open':
      checkStart(walk, opening);
      walk.blocks.push({ type: 'steps', ...readItems(walk, inner) });
      return;
    default:
      refuse(walk, opening.type, lineOf(opening));
  }
}

/** A list that goes on after a paragraph in between would be shown from 1 again. */
function checkStart(walk: Walk, opening: Token): void {
  if (opening.attrGet('start') === null) return;
  walk.issues.push({
    line: lineOf(opening),
    message:
      '手順は1から始めてください。前の手順の続きなら、間の段落を手順の中の文にまとめるか、手順の後に移してください。',
    severity: 'error',
  });
}

function readTopParagraph(walk: Walk, tokens: Token[], line: number): void {
  const image = pictureAlone(tokens[1]);
  const picture = image && takePicture(walk, image, line);
  if (picture) walk.blocks.push({ type: 'picture', ...picture });
  if (!image) walk.blocks.push({ type: 'paragraph', content: readParagraph(walk, tokens, line) });
}

function takePicture(walk: Walk, image: Token, line: number): NamedPicture | null {
  const { picture, issues } = readPicture(image, line);
  walk.issues.push(...issues);
  return picture;
}

interface Items {
  items: Inline[][];
  pictures?: (NamedPicture | null)[];
}

function readItems(walk: Walk, inner: Token[]): Items {
  const items: Inline[][] = [];
  const pictures: (NamedPicture | null)[] = [];
  for (let at = 0; at < inner.length;) {
    const opening = inner[at];
    const end = closing(inner, at);
    if (opening?.type === 'list_item_open') {
      const { words, image, imageLine } = itemParts(inner.slice(at + 1, end));
      items.push(readParagraph(walk, words, lineOf(opening)));
      pictures.push(image && takePicture(walk, image, imageLine));
    }
    at = end + 1;
  }
  return pictures.some((picture) => picture !== null) ? { items, pictures } : { items };
}

interface ItemParts {
  words: Token[];
  image: Token | null;
  imageLine: number;
}

/** An item's words, and the picture that follows them: on the next line, or after an empty one. */
function itemParts(tokens: Token[]): ItemParts {
  const [opening, content, close, ...rest] = tokens;
  if (opening?.type !== 'paragraph_open' || content === undefined || close === undefined) {
    return { words: tokens, image: null, imageLine: 1 };
  }
  const [next, below] = rest;
  const apart = next?.type === 'paragraph_open' ? pictureAlone(below) : null;
  if (next && apart) {
    return { words: [opening, content, close, ...rest.slice(3)], image: apart, imageLine: lineOf(next) };
  }
  const { words, image } = withoutLastPicture(content.children ?? []);
  if (image) content.children = words;
  return { words: tokens, image, imageLine: lastLineOf(opening) };
}

/** Exactly one paragraph is allowed in `tokens`; what follows it is refused at its own line. */
function readParagraph(walk: Walk, tokens: Token[], line: number): Inline[] {
  const [opening, content, , extra] = tokens;
  if (opening === undefined) {
    walk.issues.push({
      line,
      message: '内容が空です。文を書くか、この行を消してください。',
      severity: 'error',
    });
    return [];
  }
  if (opening.type !== 'paragraph_open') {
    refuse(walk, opening.type, lineOf(opening));
    return [];
  }
  if (extra !== undefined) refuse(walk, extra.type, lineOf(extra));
  const read = readInlines(content?.children ?? [], lineOf(opening));
  walk.issues.push(...read.issues);
  return read.content;
}

function refuse(walk: Walk, tokenType: string, line: number): void {
  walk.issues.push({ line, message: describeUnsupported(tokenType), severity: 'error' });
}

const lineOf = (token: Token): number => (token.map?.[0] ?? 0) + 1;
const lastLineOf = (token: Token): number => token.map?.[1] ?? 1;

/** Index of the token that closes the one at `at`; itself when it holds nothing. */
function closing(tokens: readonly Token[], at: number): number {
  const opening = tokens[at];
  if (opening?.nesting !== 1) return at;
  // From where it opens, not from the first token: thousands of blocks would take minutes.
  for (let end = at + 1; end < tokens.length; end += 1) {
    const token = tokens[end];
    if (token?.nesting === -1 && token.level === opening.level) return end;
  }
  return tokens.length - 1;
}
