import type { Inline } from '../../domain/blocks.ts';

/**
 * The address when a link may be followed, else null: https, mailto and the site's own paths
 * (promises.md, "Web"). `//host` and `/\host` are other sites in a path's clothes.
 */
export const safeHref = (href: string): string | null => {
  if (/^(https:\/\/|mailto:)/i.test(href)) return href;
  return /^\/(?![/\\])/.test(href) ? href : null;
};

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
