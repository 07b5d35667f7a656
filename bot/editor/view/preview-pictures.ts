import type { Block } from '../wire-types.ts';

type Picture = Omit<Extract<Block, { type: 'picture' }>, 'type'>;

/** Where editors see pictures that customers do not see yet, as `bot/web/routes/editor-pictures.ts` has them. */
const forEditors = <Kind extends Picture>(picture: Kind): Kind => ({
  ...picture,
  src: `/api/v1/editor${picture.src}`,
});

/** The blocks with their pictures as editors see them: those of drafts, too. */
export const withDraftPictures = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) => {
    if (block.type === 'picture') return forEditors(block);
    if (!('pictures' in block) || !block.pictures) return block;
    return { ...block, pictures: block.pictures.map((picture) => picture && forEditors(picture)) };
  });
