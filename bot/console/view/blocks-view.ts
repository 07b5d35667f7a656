import type { Block } from '../wire-types.ts';
import { el } from '../../browser/element.ts';
import { safeHref } from '../../browser/safe-href.ts';

type Inline = Extract<Block, { type: 'paragraph' }>['content'][number];

const inlineNode = ({ text, strong, href }: Inline): Node => {
  const inner = strong ? el('strong', {}, text) : document.createTextNode(text);
  const address = href === undefined ? null : safeHref(href);
  if (address === null) return inner;
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, inner);
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
