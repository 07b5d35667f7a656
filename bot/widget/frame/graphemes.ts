/** A message holds 1–1,000 characters (promises.md, "Input"). */
export const MAX_CHARACTERS = 1_000;

/** Made when it is needed: before the first letter nobody counts. */
let segmenter: Intl.Segmenter | undefined;

/** Characters as a reader counts them: が typed as か + ゛, or a family emoji, is one. */
export const countCharacters = (text: string): number => {
  if (!('Segmenter' in Intl)) return Array.from(text).length;
  segmenter ??= new Intl.Segmenter('ja');
  return Array.from(segmenter.segment(text)).length;
};
