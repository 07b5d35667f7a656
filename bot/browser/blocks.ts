import type { Block, BlockPicture, Inline } from '../domain/blocks.ts';
import { h } from './h.ts';
import { safeHref } from './safe-href.ts';

const opensInNewTab = '（新しいタブで開きます）';

const inline = ({ text, strong, href }: Inline): Node => {
  const address = href === undefined ? null : safeHref(href);
  const body = strong ? h('strong', {}, text) : document.createTextNode(text);
  if (address === null) return body;
  return link(address, {}, body);
};

const link = (href: string, attributes: Record<string, string>, body: Node): HTMLElement =>
  h(
    'a',
    { href, target: '_blank', rel: 'noopener noreferrer', ...attributes },
    body,
    h('span', { class: 'sr' }, opensInNewTab),
  );

/** Text with emphasis and links. A link that may not be followed stays as its text. */
export const inlines = (content: readonly Inline[]): Node[] => content.map(inline);

/**
 * Pressed, it opens alone and as large as it is. Its address is told from the site's top and asked for from
 * one folder below, as the frame asks for everything: the site may lie below another one's path.
 */
const picture = ({ alt, src, width, height }: BlockPicture): Node => {
  const address = `..${src}`;
  // `loading` before `src`, or some browsers ask for it at once.
  const image = h('img', {
    loading: 'lazy',
    decoding: 'async',
    src: address,
    alt,
    width: `${width}`,
    height: `${height}`,
    // A browser would cut off the words of one that is away.
    onerror: () => image.replaceWith(`〔図：${alt}〕`),
  });
  return link(address, { class: 'picture' }, image);
};

const listItems = ({ items, pictures }: Extract<Block, { items: unknown }>): Node[] =>
  items.map((item, index) => {
    const its = pictures?.[index];
    return h('li', {}, ...inlines(item), its ? picture(its) : null);
  });

const block = (each: Block): Node => {
  switch (each.type) {
    case 'paragraph':
      return h('p', {}, ...inlines(each.content));
    case 'notice':
      return h('p', { class: 'notice' }, ...inlines(each.content));
    case 'steps':
      return h('ol', {}, ...listItems(each));
    case 'list':
      return h('ul', {}, ...listItems(each));
    case 'picture':
      return picture(each);
  }
};

/** An approved text, block by block. */
export const blocks = (each: readonly Block[]): Node[] => each.map(block);
