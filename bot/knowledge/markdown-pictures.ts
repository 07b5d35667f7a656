import type Token from 'markdown-it/lib/token.mjs';
import type { MarkdownIssue } from './markdown.ts';
import { pictureAddressProblem, pictureNameIn } from './picture-name.ts';
import type { NamedPicture } from './source-block.ts';

export interface ReadPicture {
  /** null when there is any issue. */
  picture: NamedPicture | null;
  issues: MarkdownIssue[];
}

/** The picture token of a paragraph that holds nothing else; null for any other. */
export function pictureAlone(content: Token | undefined): Token | null {
  const [only, ...others] = content?.children ?? [];
  return only?.type === 'image' && others.length === 0 ? only : null;
}

/** A paragraph's tokens with the picture on its last line apart, as an item may have one right below its words. */
export function withoutLastPicture(children: readonly Token[]): { words: Token[]; image: Token | null } {
  const last = children.at(-1);
  if (last?.type !== 'image' || children.at(-2)?.type !== 'softbreak') {
    return { words: [...children], image: null };
  }
  return { words: children.slice(0, -2), image: last };
}

/** `![alt](pictures/name.png)` on `line` of the body. */
export function readPicture(image: Token, line: number): ReadPicture {
  const problem = image.attrGet('title') === null ? pictureAddressProblem(addressOf(image)) : titled;
  if (problem !== null) return { picture: null, issues: [{ line, message: problem, severity: 'error' }] };
  const picture = { alt: image.content.trim(), name: pictureNameIn(addressOf(image)), line };
  return { picture, issues: [] };
}

const titled =
  '画像に題（" " で囲んだ言葉）は付けられません。![説明](pictures/ファイル名) のように、説明だけを書いてください。';

/** As the editor wrote it; the parser gives it as a browser would send it. */
function addressOf(image: Token): string {
  const address = image.attrGet('src') ?? '';
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
