import type { TopicId } from '../domain/decision.ts';
import type { OutOfScopeTopic } from '../domain/knowledge.ts';
import type { Analysis, TopicHit } from '../domain/understanding.ts';
import type { Pause } from './article-index.ts';
import { isFamiliar, namingWords } from './familiar.ts';
import type { Feature } from './feature-table.ts';
import { firstHit, isVetoed, RuleBook, traces } from './rule-match.ts';
import type { CompiledRule, Findings } from './rule-match.ts';
import { sentenceFeatures } from './sentence-features.ts';
import { learntOrLearn } from './learnt.ts';
import type { LearntBefore } from './learnt.ts';
import { LinearModel } from './linear-model.ts';
import { learnTopics } from './topic-classifier.ts';
import type { Labelled } from './topic-classifier.ts';
import { areSameLessons, IN_SCOPE, readLessons, topicLessons } from './topic-lessons.ts';
import type { TaughtTopics } from './topic-lessons.ts';
import type { WordFinder } from './word-finder.ts';

/*
 * The 13 refused topics (policy.md, table O). Two opinions: the editors' rules, which read the act and
 * not the word, and a classifier that learnt from the examples of the same files what unseen wording is
 * like. Rules have the first word. The classifier drops a rule's hit when it holds that the question is
 * about the product and the editors did not mark the rule as sure, says which of two topics is meant where
 * that is clear, and speaks up by itself where no exception of the topic's rules stands in the question
 * and most words are known: on words that no example has it would go by 「してください」 alone, and refuse
 * what has nothing to do with the desk.
 *
 * A message that asks two things is refused when one of them is a refused act: the refusal is approved
 * wording and `decide` adds the matching how-to, while an answer beside it would break the policy.
 */

/** From which likelihood of being in scope a rule's hit is dropped. Higher refuses more. Sane: 0.5 to 0.9. */
const IN_SCOPE_FOR_SURE = 0.75;
/** From which likelihood of being out of scope the classifier refuses by itself. Lower refuses more. Sane: 0.4 to 0.8. */
const OUT_OF_SCOPE_FOR_SURE = 0.45;
/** How likely a topic must be for that; below, nobody could say which refusal fits. Sane: 0.2 to 0.6. */
const TOPIC_AT_LEAST = 0.3;
/** How many times likelier another topic must be to stand before that of higher priority. Sane: 2 to 10. */
const CLEARLY_LIKELIER = 3;
/** How sure a rule alone is; measured on unseen questions. Sane: 0.8 to 0.95. */
const RULE_CONFIDENCE = 0.9;
/** What is told as the rule when only the classifier spoke. */
const LIKE_EXAMPLES = '例文に近い';
/** In-scope questions to learn from, about as many as there are examples: more would outweigh them. Range 2,000–6,000. */
export const MAX_IN_SCOPE = 4000;

interface CompiledTopic {
  id: TopicId;
  label: number;
  priority: number;
  /** The sure ones first, since the first that fires is told. */
  rules: CompiledRule[];
  /** Names of the rules that the classifier cannot overrule. */
  sure: ReadonlySet<string>;
}

interface CompiledRules {
  book: RuleBook;
  /** Highest priority first. */
  topics: CompiledTopic[];
}

/** What `recogniseTopics` takes; made once for each load of `intents/`. */
export interface CompiledTopics extends CompiledRules {
  classifier: LinearModel;
  /** Every word that more than one example, or question about the product, has. */
  vocabulary: ReadonlySet<string>;
  /** All rules as one text. */
  source: string;
  taught: TaughtTopics;
}

export interface TopicsInput {
  topics: readonly OutOfScopeTopic[];
  finder: WordFinder;
  /** Called once for each example. */
  analyse: (text: string) => Analysis;
  /** Questions that the knowledge answers, such as the titles and questions of its articles. */
  inScope: readonly string[];
  /** The version before, with the same finder and the same way to analyse. */
  previous?: CompiledTopics | null;
  learnt?: LearntBefore | undefined;
}

const compileRules = async (
  topics: readonly OutOfScopeTopic[],
  finder: WordFinder,
  pause: Pause,
): Promise<CompiledRules> => {
  const book = new RuleBook(finder);
  const compiled: CompiledTopic[] = [];
  for (const [at, { id, priority, rules }] of topics.entries()) {
    const own: CompiledRule[] = [];
    const sureFirst = rules.toSorted((a, b) => Number(b.sure) - Number(a.sure));
    for (const rule of sureFirst) {
      own.push(book.compile(rule));
      await pause();
    }
    const sure = new Set(rules.filter((rule) => rule.sure).map(({ name }) => name));
    compiled.push({ id, label: at + 1, priority, rules: own, sure });
  }
  return { book, topics: compiled.toSorted((a, b) => b.priority - a.priority) };
};

/** All that is compiled of the topics, as one text to compare. */
const rulesOf = (topics: readonly OutOfScopeTopic[]): string =>
  JSON.stringify(topics.map(({ id, priority, rules }) => ({ id, priority, rules })));

/**
 * Compiles the words and learns from the examples, in slices; some 400 ms. Of the version before all that
 * did not change is taken over: nothing is done while `intents/` and the questions stay the same.
 */
export async function compileTopics(input: TopicsInput, pause: Pause): Promise<CompiledTopics> {
  const { topics, finder, previous = null } = input;
  const source = rulesOf(topics);
  const before = previous?.source === source ? previous : null;
  const lessons = topicLessons(topics, input.inScope.slice(0, MAX_IN_SCOPE));
  await pause();
  if (before && areSameLessons(before.taught.lessons, lessons)) return before;
  const compiled: CompiledRules = before ?? (await compileRules(topics, finder, pause));
  const read = (text: string): Feature[] => sentenceFeatures(compiled.book.read(input.analyse(text)));
  let examples: Labelled[] | null = null;
  const learnt = await learntOrLearn(input.learnt, 'topics', async () => {
    examples = await readLessons(lessons, before?.taught ?? null, { read, pause });
    return learnTopics(examples, topics.length + 1, pause);
  });
  return {
    book: compiled.book,
    topics: compiled.topics,
    classifier: new LinearModel(learnt),
    vocabulary: new Set(learnt.features.filter((feature) => typeof feature === 'string')),
    source,
    taught: { lessons, examples },
  };
}

/** The refused topics a question is about, the one that is meant first; in scope is `[]`. */
export function recogniseTopics(analysis: Analysis, compiled: CompiledTopics): TopicHit[] {
  const findings = compiled.book.read(analysis);
  const likely = compiled.classifier.probabilities(sentenceFeatures(findings));
  const inScope = likely[IN_SCOPE] ?? 0;
  const byRule = hitsByRule(findings, compiled).filter(
    ({ topic, rule }) => inScope < IN_SCOPE_FOR_SURE || topic.sure.has(rule),
  );
  if (byRule.length === 0 && 1 - inScope < OUT_OF_SCOPE_FOR_SURE) return [];
  const byLikeness = hitsByLikeness(findings, likely, compiled);
  const others = byLikeness.filter(({ topic }) => !byRule.some((hit) => hit.topic === topic));
  return clearestFirst([...byRule, ...others], likely);
}

interface Hit {
  topic: CompiledTopic;
  rule: string;
  isByRule: boolean;
  evidence: string[];
}

const hitsByRule = (findings: Findings, { topics }: CompiledTopics): Hit[] =>
  topics.flatMap((topic) => {
    const hit = firstHit(topic.rules, findings);
    return hit === null ? [] : [{ topic, rule: hit.rule, isByRule: true, evidence: hit.evidence }];
  });

/** The topics that the classifier holds likely, none where it knows too few of the words to say. */
function hitsByLikeness(
  findings: Findings,
  likely: Float64Array,
  { topics, vocabulary }: CompiledTopics,
): Hit[] {
  const words = namingWords(findings.analysis.tokens);
  // A single word asks for no act.
  if (words.length < 2 || !isFamiliar(words, vocabulary)) return [];
  return topics
    .filter(({ label, rules }) => (likely[label] ?? 0) >= TOPIC_AT_LEAST && !isVetoed(rules, findings))
    .map((topic) => ({
      topic,
      rule: LIKE_EXAMPLES,
      isByRule: false,
      evidence: traces(topic.rules, findings),
    }));
}

/** By priority, as the hits come, unless the classifier clearly holds another of them to be meant. */
function clearestFirst(hits: readonly Hit[], likely: Float64Array): TopicHit[] {
  const likelihood = ({ topic }: Hit): number => likely[topic.label] ?? 0;
  const [first, ...rest] = hits;
  if (first === undefined) return [];
  const rival = rest.reduce((a, b) => (likelihood(b) > likelihood(a) ? b : a), first);
  const isClear =
    likelihood(rival) >= TOPIC_AT_LEAST && likelihood(rival) > CLEARLY_LIKELIER * likelihood(first);
  const ordered = isClear ? [rival, ...hits.filter((hit) => hit !== rival)] : hits;
  return ordered.map((hit) => ({
    topic: hit.topic.id,
    rule: hit.rule,
    evidence: hit.evidence,
    isByRule: hit.isByRule,
    confidence: hit.isByRule ? Math.max(RULE_CONFIDENCE, likelihood(hit)) : likelihood(hit),
  }));
}
