import type { Block } from '../wire-types.ts';
import { el } from './element.ts';

type Inline = Extract<Block, { type: 'paragraph' }>['content'][number];

/** Links: https, mailto and this site's own only (promises.md, "Web"); anything else stays text. */
const isSafeHref = (href: string): boolean => /^(https:\/\/|mailto:|\/(?!\/))/i.test(href);

const inlineNode = ({ text, strong, href }: Inline): Node => {
  const inner = strong ? el('strong', {}, text) : document.createTextNode(text);
  if (href === undefined || !isSafeHref(href)) return inner;
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, inner);
};

const items = (list: readonly (readonly Inline[])[]): HTMLElement[] =>
  list.map((item) => el('li', {}, ...item.map(inlineNode)));

const blockNode = (block: Block): HTMLElement => {
  switch (block.type) {
    case 'paragraph':
      return el('p', {}, ...block.content.map(inlineNode));
    case 'notice':
      return el('p', { class: 'block-notice' }, ...block.content.map(inlineNode));
    case 'steps':
      return el('ol', {}, ...items(block.items));
    case 'list':
      return el('ul', {}, ...items(block.items));
  }
};

/** Approved text as elements, by `textContent` only. */
export const blockNodes = (blocks: readonly Block[]): HTMLElement[] => blocks.map(blockNode);

/** A link to a page a customer was on: the address comes from outside, so only plain https and http become links. */
export const outsideLink = (address: string): Node =>
  /^https?:\/\//i.test(address)
    ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, address)
    : document.createTextNode(address);
