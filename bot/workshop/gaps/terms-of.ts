import type { Brain } from '../../conversation/brain.ts';
import type { SynonymGroup } from '../../domain/knowledge.ts';
import { normalise } from '../../language/normalise.ts';
import { terms } from '../../language/terms.ts';
import type { TermsOf } from './group-questions.ts';

/** Words by their meaning in this product: spellings folded, and the synonyms that editors listed are one. */
export const productTerms = (brain: Brain): TermsOf => {
  const inUsualWords = usualWords(brain.knowledge.synonyms);
  return (question) => terms(brain.understand(inUsualWords(question), null).analysis.tokens);
};

/** In the text and not among its tokens: the tokenizer may cut a synonym into several. */
const usualWords = (groups: readonly SynonymGroup[]): ((text: string) => string) => {
  const pairs = groups
    .flatMap(([usual = '', ...others]) => others.map((other) => [normalise(other), usual] as const))
    // The longest first: 年次有給休暇 must not be taken for 有給休暇 with something before it.
    .toSorted(([left], [right]) => right.length - left.length);
  return (text) => pairs.reduce((said, [other, usual]) => said.replaceAll(other, usual), normalise(text));
};
