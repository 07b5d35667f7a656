import type { Brain } from '../../conversation/brain.ts';
import { terms } from '../../language/terms.ts';
import type { TermsOf } from './group-questions.ts';
import { inUsualWords } from './own-words.ts';

/**
 * Words by their meaning in this product: spellings folded, and the synonyms that editors listed are one. Their
 * surface is what the customer wrote.
 */
export const productTerms = (brain: Brain): TermsOf => {
  const reword = inUsualWords(brain.knowledge.synonyms);
  return (question) => {
    const { text, wordAt } = reword(question);
    const { tokens, normalised } = brain.analyse(text);
    // Where normalising again made another text of it, the places are not those of the words.
    if (normalised !== text) return terms(tokens);
    return terms(tokens).map((term) => ({ ...term, surface: wordAt(term.start, term.end) ?? term.surface }));
  };
};
