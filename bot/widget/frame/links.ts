import type { Inline } from '../../domain/blocks.ts';

/** An address ends where Japanese text, a space or a closing bracket begins. */
const ADDRESS = /https:\/\/[\w\-.~:/?#@!$&*+,;=%]+/g;

/** A person's plain text with its https addresses made into links. */
export const linkify = (text: string): Inline[] => {
  const parts: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(/[.,;:!?]+$/, '');
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ text: address, href: address });
    from = found.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
};
