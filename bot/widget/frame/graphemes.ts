/** A message holds 1–1,000 characters (promises.md, "Input"). */
export const MAX_CHARACTERS = 1_000;

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('ja') : null;

/** Characters as a reader counts them: が typed as か + ゛, or a family emoji, is one. */
export const countCharacters = (text: string): number =>
  segmenter ? Array.from(segmenter.segment(text)).length : Array.from(text).length;
