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

export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), content: z.array(inlineSchema) }),
  z.strictObject({ type: z.literal('steps'), items: z.array(z.array(inlineSchema)) }),
  z.strictObject({ type: z.literal('list'), items: z.array(z.array(inlineSchema)) }),
  z.strictObject({ type: z.literal('notice'), content: z.array(inlineSchema) }),
]);
export type Block = z.infer<typeof blockSchema>;

const inlineText = (content: readonly Inline[]): string =>
  content.map((part) => (part.href ? `${part.text}（${part.href}）` : part.text)).join('');

const blockText = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
    case 'notice':
      return inlineText(block.content);
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${inlineText(item)}`).join('\n');
    case 'list':
      return block.items.map((item) => `・${inlineText(item)}`).join('\n');
  }
};

/** The blocks as plain text, one blank line between blocks: for `ask`, transcripts and logs of tests. */
export const blocksToText = (blocks: readonly Block[]): string => blocks.map(blockText).join('\n\n');
