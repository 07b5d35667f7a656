import type { TopicId } from '../domain/decision.ts';
import type { OutOfScopeTopic } from '../domain/knowledge.ts';
import type { Analysis, TopicHit } from '../domain/understanding.ts';
import type { Pause } from './article-index.ts';
import type { Feature } from './feature-table.ts';
import { firstHit, isVetoed, RuleBook, traces } from './rule-match.ts';
import type { CompiledRule, Findings } from './rule-match.ts';
import { SoundInThrees, THREES } from './sound-in-threes.ts';
import { TopicClassifier } from './topic-classifier.ts';
import type { Labelled } from './topic-classifier.ts';
import type { WordFinder } from './word-finder.ts';

/*
 * The 13 refused topics (policy.md, table O). Two opinions: the editors' rules, which read the act and
 * not the word, and a classifier that learnt from the examples of the same files what unseen wording is
 * like. Rules have the first word. The classifier drops a rule's hit when it is quite sure that the
 * question is about the product, and speaks up by itself only where it is sure and no exception of the
 * topic's rules stands in the question.
 *
 * A message that asks two things is refused when one of them is a refused act: the refusal is approved
 * wording and `decide` adds the matching how-to, while an answer beside it would break the policy.
 */

/** From which likelihood of being in scope a rule's hit is dropped. Higher refuses more. Sane: 0.7 to 0.95. */
const IN_SCOPE_FOR_SURE = 0.9;
/** From which likelihood of being out of scope the classifier refuses by itself. Lower refuses more. Sane: 0.5 to 0.8. */
const OUT_OF_SCOPE_FOR_SURE = 0.6;
/** How likely a topic must be for that; below, nobody could say which refusal fits. Sane: 0.3 to 0.6. */
const TOPIC_AT_LEAST = 0.5;
/** What an in-scope example counts beside one of a topic: there are many more of them. Sane: 0.3 to 1. */
const IN_SCOPE_WEIGHT = 0.5;
/** How sure a rule alone is; measured on unseen questions. Sane: 0.8 to 0.95. */
const RULE_CONFIDENCE = 0.9;
/** What is told as the rule when only the classifier spoke. */
const LIKE_EXAMPLES = '例文に近い';
/** The label of questions about the product; topics follow it. */
const IN_SCOPE = 0;
/** In-scope questions to learn from: more than this changes nothing but the time to load. */
export const MAX_IN_SCOPE = 2000;

interface CompiledTopic {
  id: TopicId;
  label: number;
  priority: number;
  rules: CompiledRule[];
}

/** What `recogniseTopics` takes; made once for each load of `intents/`. */
export interface CompiledTopics {
  book: RuleBook;
  /** Highest priority first. */
  topics: CompiledTopic[];
  classifier: TopicClassifier;
}

export interface TopicsInput {
  topics: readonly OutOfScopeTopic[];
  finder: WordFinder;
  /** Called once for each example. */
  analyse: (text: string) => Analysis;
  /** Questions that the knowledge answers, such as the titles and questions of its articles. */
  inScope: readonly string[];
}

/** Examples read between two pauses: a millisecond. */
const SLICE = 16;

const labelled = (label: number, texts: readonly string[]): { label: number; text: string }[] =>
  texts.map((text) => ({ label, text }));

/** The examples by what they hold, the label of each being its topic's. */
const readExamples = async (
  { topics, analyse, inScope }: TopicsInput,
  book: RuleBook,
  pause: Pause,
): Promise<Labelled[]> => {
  const texts = [
    ...topics.flatMap(({ examples }, at) => labelled(at + 1, examples)),
    ...topics.flatMap(({ counterexamples }) => labelled(IN_SCOPE, counterexamples)),
    ...labelled(IN_SCOPE, inScope.slice(0, MAX_IN_SCOPE)),
  ];
  const read: Labelled[] = [];
  for (const { label, text } of texts) {
    const weight = label === IN_SCOPE ? IN_SCOPE_WEIGHT : 1;
    read.push({ label, weight, features: featuresOf(book.read(analyse(text))) });
    if (read.length % SLICE === 0) await pause();
  }
  return read;
};

/**
 * Compiles the words and learns from the examples, in slices; some 200 ms, and not needed again while
 * `intents/` and the questions stay the same.
 */
export async function compileTopics(input: TopicsInput, pause: Pause): Promise<CompiledTopics> {
  const { topics, finder } = input;
  const book = new RuleBook(finder);
  const compiled: CompiledTopic[] = [];
  for (const [at, { id, priority, rules }] of topics.entries()) {
    const own: CompiledRule[] = [];
    for (const rule of rules) {
      own.push(book.compile(rule));
      await pause();
    }
    compiled.push({ id, label: at + 1, priority, rules: own });
  }
  const examples = await readExamples(input, book, pause);
  return {
    book,
    topics: compiled.toSorted((a, b) => b.priority - a.priority),
    classifier: await TopicClassifier.learn(examples, topics.length + 1, pause),
  };
}

/** The refused topics a question is about, the one that is meant first; in scope is `[]`. */
export function recogniseTopics(
  analysis: Analysis,
  { book, topics, classifier }: CompiledTopics,
): TopicHit[] {
  const findings = book.read(analysis);
  const likely = classifier.probabilities(featuresOf(findings));
  const byRule = topics.flatMap((topic) => {
    const hit = firstHit(topic.rules, findings);
    if (hit === null) return [];
    const confidence = Math.max(RULE_CONFIDENCE, likely[topic.label] ?? 0);
    return [{ topic: topic.id, rule: hit.rule, evidence: hit.evidence, confidence }];
  });
  const inScope = likely[IN_SCOPE] ?? 0;
  if (byRule.length > 0) return inScope >= IN_SCOPE_FOR_SURE ? [] : byRule;
  if (1 - inScope < OUT_OF_SCOPE_FOR_SURE) return [];
  return topics
    .filter(({ label, rules }) => (likely[label] ?? 0) >= TOPIC_AT_LEAST && !isVetoed(rules, findings))
    .map(({ id, label, rules }) => ({
      topic: id,
      rule: LIKE_EXAMPLES,
      evidence: traces(rules, findings),
      confidence: likely[label] ?? 0,
    }))
    .filter(({ evidence }) => evidence.length > 0);
}

/** What a sentence holds: its words, the groups of the rules that they fill, and its kana in threes. */
function featuresOf({ analysis, groups }: Findings): Feature[] {
  const features: Feature[] = [];
  const sound = new SoundInThrees(0, features);
  for (const { base, pos, surface, reading } of analysis.tokens) {
    if (pos === '記号' || surface === ' ') continue;
    features.push(base);
    sound.add(reading);
  }
  for (const group of groups.keys()) features.push(THREES + group);
  return features;
}
