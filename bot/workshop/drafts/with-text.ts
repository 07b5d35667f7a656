import { parseDocument } from 'yaml';
import type { ApprovableText } from '../../knowledge/approved-text.ts';
import { splitFrontMatter } from '../../knowledge/front-matter.ts';

/** A page's file with another title and body; the rest of its front matter stays, comments included. */
export const withText = (file: string, { title, body }: ApprovableText): string => {
  const split = splitFrontMatter('', file);
  const front = parseDocument(split?.front.text ?? '');
  front.set('title', title);
  return `---\n${front.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd()}\n---\n${body}\n`;
};
