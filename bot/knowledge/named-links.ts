import type { Block, Inline } from '../domain/blocks.ts';
import type { Links } from '../domain/knowledge.ts';
import { mapInlines } from './placeholders.ts';
import type { SourceBlock } from './source-block.ts';

const namedLink = /\[\{link:([^{}\]]*)\}\]/g;

export const namedLinksIn = (text: string): string[] =>
  Array.from(text.matchAll(namedLink), (match) => match[1] ?? '');

export const isLinkName = (links: Links, name: string): boolean => Object.hasOwn(links, name);

/** The blocks with `[{link:name}]` as real links. A name that is not there stays as it is written: `load` refuses it. */
export const resolveNamedLinks = <Kind extends Block | SourceBlock>(
  blocks: readonly Kind[],
  links: Links,
): Kind[] => mapInlines(blocks, (part) => splitPart(part, links));

function splitPart(part: Inline, links: Links): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of part.text.matchAll(namedLink)) {
    const link = isLinkName(links, match[1] ?? '') ? links[match[1] ?? ''] : undefined;
    if (link === undefined) continue;
    parts.push({ ...part, text: part.text.slice(from, match.index) });
    parts.push({ text: link.label, ...(part.strong && { strong: true }), href: link.href });
    from = match.index + match[0].length;
  }
  parts.push({ ...part, text: part.text.slice(from) });
  return parts.filter(({ text }) => text !== '');
}
