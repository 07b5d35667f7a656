import type { Feature } from './feature-table.ts';
import type { Findings } from './rule-match.ts';
import { SoundInThrees, THREES } from './sound-in-threes.ts';

/**
 * What a sentence holds: its words, each with the one before (「して ほしい」 asks for another act than
 * 「し たい」), the groups of the rules that they fill, and its kana in threes.
 */
export function sentenceFeatures({ analysis, groups }: Findings): Feature[] {
  const features: Feature[] = [];
  const sound = new SoundInThrees(0, features);
  let before = '';
  for (const { base, pos, surface, reading } of analysis.tokens) {
    if (pos === '記号' || surface === ' ') continue;
    features.push(base);
    if (before !== '') features.push(`${before} ${base}`);
    before = base;
    sound.add(reading);
  }
  for (const group of groups.keys()) features.push(THREES + group);
  return features;
}
