import type { Intent } from '../domain/knowledge.ts';
import type { IntentHit } from '../domain/understanding.ts';
import { firstHit, RuleBook } from './rule-match.ts';
import type { CompiledRule, Findings } from './rule-match.ts';
import type { WordFinder } from './word-finder.ts';

/**
 * How sure a rule is. One that allows nothing else to be said leaves no room for another meaning; one
 * that found its words inside a longer message does. Sane: 0.9 to 1, and 0.8 to 0.95.
 */
const NOTHING_ELSE_SAID = 0.97;
const AMONG_OTHER_WORDS = 0.9;
/**
 * Small talk among other words, which may be the matter: enough only where hardly any article is near, as
 * in 「不愉快です、もう帰ります」. Below what is asked back about (`clarifyAt`). Sane: 0.05 to 0.15.
 */
const TALK_AMONG_OTHER_WORDS = 0.1;

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

const confidenceOf = (wordingId: string | null, isAlone: boolean): number => {
  if (isAlone) return NOTHING_ELSE_SAID;
  return wordingId === null ? AMONG_OTHER_WORDS : TALK_AMONG_OTHER_WORDS;
};

/** Whether a message is small talk and nothing else is said in it. */
export const isSmallTalkAlone = ({ wordingId, confidence }: IntentHit): boolean =>
  wordingId !== null && confidence >= NOTHING_ELSE_SAID;

/** Whether a message may also hold a matter of its own: 「ありがとう。削除の方法は？」 */
export const isSmallTalkBeside = ({ wordingId, confidence }: IntentHit): boolean =>
  wordingId !== null && confidence <= TALK_AMONG_OTHER_WORDS;

/**
 * What rules and examples tell of one message: each intent once, surest first. That nothing else is said only
 * rules know; which of several kinds of talk it is, the examples tell better: 「質問しても大丈夫でしょうか」.
 */
export const surestFirst = (byRules: readonly IntentHit[], byExamples: readonly IntentHit[]): IntentHit[] => {
  const isAlone = byRules.some(isSmallTalkAlone);
  const alike = byExamples.map((hit) => ({
    ...hit,
    evidence: byRules.find(({ intent }) => intent === hit.intent)?.evidence ?? hit.evidence,
    confidence: isAlone && hit.wordingId !== null ? NOTHING_ELSE_SAID : hit.confidence,
  }));
  const ordered = [...alike, ...byRules].toSorted((a, b) => b.confidence - a.confidence);
  return ordered.filter(({ intent }, at) => ordered.findIndex((other) => other.intent === intent) === at);
};

/**
 * Person and small talk, surest first, then in the order of the files. Nothing recognised is `[]`.
 * @param findings what the intents' `book` reads in the message
 */
export function recogniseIntents(findings: Findings, { intents }: CompiledIntents): IntentHit[] {
  return intents
    .flatMap(({ id, wordingId, rules }) => {
      const hit = firstHit(rules, findings);
      if (hit === null) return [];
      const confidence = confidenceOf(wordingId, hit.alone);
      return [{ intent: id, wordingId, evidence: hit.evidence, confidence }];
    })
    .toSorted((a, b) => b.confidence - a.confidence);
}
