import type { Block } from '../wire-types.ts';
import { el } from '../../browser/element.ts';
import { safeHref } from '../../browser/safe-href.ts';

type Picture = Extract<Block, { type: 'picture' }>;
type Inline = Extract<Block, { type: 'paragraph' }>['content'][number];

const inlineNode = ({ text, strong, href }: Inline): Node => {
  const inner = strong ? el('strong', {}, text) : document.createTextNode(text);
  const address = href === undefined ? null : safeHref(href);
  if (address === null) return inner;
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, inner);
};

/** Pressed, it opens alone and as large as it is. */
const pictureNode = ({ alt, src, width, height }: Omit<Picture, 'type'>): HTMLElement => {
  const image = el('img', { loading: 'lazy', decoding: 'async', src, alt, width, height });
  // A browser would cut off the words of one that is away.
  image.addEventListener('error', () => image.replaceWith(`〔図：${alt}〕`));
  return el('a', { class: 'block-picture', href: src, target: '_blank', rel: 'noopener noreferrer' }, image);
};

const items = ({ items: list, pictures }: Extract<Block, { items: unknown }>): HTMLElement[] =>
  list.map((item, index) => {
    const picture = pictures?.[index];
    return el('li', {}, ...item.map(inlineNode), picture ? pictureNode(picture) : null);
  });

const blockNode = (block: Block): HTMLElement => {
  switch (block.type) {
    case 'paragraph':
      return el('p', {}, ...block.content.map(inlineNode));
    case 'notice':
      return el('p', { class: 'block-notice' }, ...block.content.map(inlineNode));
    case 'steps':
      return el('ol', {}, ...items(block));
    case 'list':
      return el('ul', {}, ...items(block));
    case 'picture':
      return pictureNode(block);
  }
};

/** Approved text as elements, by `textContent` only. */
export const blockNodes = (blocks: readonly Block[]): HTMLElement[] => blocks.map(blockNode);

/** A link to a page a customer was on: the address comes from outside, so only plain https and http become links. */
export const outsideLink = (address: string): Node =>
  /^https?:\/\//i.test(address)
    ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, address)
    : document.createTextNode(address);
