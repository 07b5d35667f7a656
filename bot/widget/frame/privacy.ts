import type { MaskType } from '../../domain/conversation.ts';

/** A text without what nobody may keep, and the kinds that were in it. */
export interface Screened {
  text: string;
  masked: MaskType[];
}

/** `mask` of policy/personal-data, as far as it is used. */
interface Rules {
  mask(text: string): { text: string; found: { type: MaskType }[] };
}

/**
 * What could be personal data has a digit, a Chinese numeral or an @ in it. Wider than the rules
 * themselves, since it only saves the wait for them.
 */
const WORTH_A_LOOK = /[\p{N}@＠﹫〇一二三四五六七八九十百千]/u;

/**
 * Masks before anything leaves the browser or is kept in it. Rejects when the rules cannot be had:
 * the text then stays where it is rather than going out unseen.
 */
export const screen = async (text: string, rules: () => Promise<Rules>): Promise<Screened> => {
  if (!WORTH_A_LOOK.test(text)) return { text, masked: [] };
  const { mask } = await rules();
  const { text: hidden, found } = mask(text);
  return { text: hidden, masked: [...new Set(found.map(({ type }) => type))] };
};
