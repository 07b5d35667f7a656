import type { Block, Inline } from '../domain/blocks.ts';
import { h } from './h.ts';
import { safeHref } from './safe-href.ts';

const opensInNewTab = '（新しいタブで開きます）';

const inline = ({ text, strong, href }: Inline): Node => {
  const address = href === undefined ? null : safeHref(href);
  const body = strong ? h('strong', {}, text) : document.createTextNode(text);
  if (address === null) return body;
  const hint = h('span', { class: 'sr' }, opensInNewTab);
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, body, hint);
};

/** Text with emphasis and links. A link that may not be followed stays as its text. */
export const inlines = (content: readonly Inline[]): Node[] => content.map(inline);

const block = (each: Block): Node => {
  switch (each.type) {
    case 'paragraph':
      return h('p', {}, ...inlines(each.content));
    case 'notice':
      return h('p', { class: 'notice' }, ...inlines(each.content));
    case 'steps':
      return h('ol', {}, ...each.items.map((item) => h('li', {}, ...inlines(item))));
    case 'list':
      return h('ul', {}, ...each.items.map((item) => h('li', {}, ...inlines(item))));
  }
};

/** An approved text, block by block. */
export const blocks = (each: readonly Block[]): Node[] => each.map(block);
