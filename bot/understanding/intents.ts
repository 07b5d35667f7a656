import type { Intent } from '../domain/knowledge.ts';
import type { Analysis, IntentHit } from '../domain/understanding.ts';
import { firstHit, RuleBook } from './rule-match.ts';
import type { CompiledRule } from './rule-match.ts';
import type { WordFinder } from './word-finder.ts';

/**
 * How sure a rule is. One that allows nothing else to be said leaves no room for another meaning; one
 * that found its words inside a longer message does. Sane: 0.9 to 1, and 0.8 to 0.95.
 */
const NOTHING_ELSE_SAID = 0.97;
const AMONG_OTHER_WORDS = 0.9;

interface CompiledIntent {
  id: string;
  wordingId: string | null;
  rules: CompiledRule[];
}

/** What `recogniseIntents` takes; made once for each load of `intents/`. */
export interface CompiledIntents {
  book: RuleBook;
  intents: CompiledIntent[];
}

export function compileIntents(intents: readonly Intent[], finder: WordFinder): CompiledIntents {
  const book = new RuleBook(finder);
  return {
    book,
    intents: intents.map(({ id, wordingId, rules }) => ({
      id,
      wordingId,
      rules: rules.map((rule) => book.compile(rule)),
    })),
  };
}

/** Person and small talk, surest first, then in the order of the files. Nothing recognised is `[]`. */
export function recogniseIntents(analysis: Analysis, { book, intents }: CompiledIntents): IntentHit[] {
  const findings = book.read(analysis);
  return intents
    .flatMap(({ id, wordingId, rules }) => {
      const hit = firstHit(rules, findings);
      if (hit === null) return [];
      const confidence = hit.alone ? NOTHING_ELSE_SAID : AMONG_OTHER_WORDS;
      return [{ intent: id, wordingId, evidence: hit.evidence, confidence }];
    })
    .toSorted((a, b) => b.confidence - a.confidence);
}
