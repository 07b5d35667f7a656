import { z } from 'zod';

/**
 * What the bot says, as typed blocks instead of HTML: a browser program renders them with
 * `textContent` and has nothing to sanitise.
 */
export const inlineSchema = z.strictObject({
  text: z.string(),
  strong: z.literal(true).optional(),
  /** https:, mailto: or a path of this site; nothing else passes the compiler of articles. */
  href: z.string().optional(),
});
export type Inline = z.infer<typeof inlineSchema>;

const pictureFields = {
  /** What it shows, for who cannot see it. */
  alt: z.string(),
  /** An address of this site that is named after the content, never another's. */
  src: z.string().regex(/^\/pictures\/[0-9a-f]{64}\.(?:png|jpg|webp)$/),
  /** Pixels: its room is kept before it is there, so that nothing jumps. */
  width: z.int().positive(),
  height: z.int().positive(),
};
const blockPictureSchema = z.strictObject(pictureFields);
/** A picture of an answer, as it is shown. */
export type BlockPicture = z.infer<typeof blockPictureSchema>;

const itemsFields = {
  items: z.array(z.array(inlineSchema)),
  /** One for each item, null below those that have none; absent where no item has one. */
  pictures: z.array(blockPictureSchema.nullable()).optional(),
};

export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), content: z.array(inlineSchema) }),
  z.strictObject({ type: z.literal('steps'), ...itemsFields }),
  z.strictObject({ type: z.literal('list'), ...itemsFields }),
  z.strictObject({ type: z.literal('notice'), content: z.array(inlineSchema) }),
  z.strictObject({ type: z.literal('picture'), ...pictureFields }),
]);
export type Block = z.infer<typeof blockSchema>;

/** What can be said without sight or a screen: a block, whether its pictures have an address yet or not. */
type Sayable =
  | { type: 'paragraph' | 'notice'; content: readonly Inline[] }
  | {
      type: 'steps' | 'list';
      items: readonly (readonly Inline[])[];
      pictures?: readonly ({ alt: string } | null)[] | undefined;
    }
  | { type: 'picture'; alt: string };

const inlineText = (content: readonly Inline[]): string =>
  content.map((part) => (part.href ? `${part.text}（${part.href}）` : part.text)).join('');

/** A picture where none can be shown. */
const pictureText = ({ alt }: { alt: string }): string => `〔図：${alt}〕`;

const itemText = (item: readonly Inline[], picture: { alt: string } | null | undefined): string =>
  inlineText(item) + (picture ? pictureText(picture) : '');

const blockText = (block: Sayable): string => {
  switch (block.type) {
    case 'paragraph':
    case 'notice':
      return inlineText(block.content);
    case 'steps':
      return block.items
        .map((item, index) => `${index + 1}. ${itemText(item, block.pictures?.[index])}`)
        .join('\n');
    case 'list':
      return block.items.map((item, index) => `・${itemText(item, block.pictures?.[index])}`).join('\n');
    case 'picture':
      return pictureText(block);
  }
};

/** The blocks as plain text, one blank line between blocks: for `ask`, transcripts and logs of tests. */
export const blocksToText = (blocks: readonly Sayable[]): string => blocks.map(blockText).join('\n\n');
