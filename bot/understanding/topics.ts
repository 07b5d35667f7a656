import type { TopicId } from '../domain/decision.ts';
import type { OutOfScopeTopic } from '../domain/knowledge.ts';
import type { Analysis, TopicHit } from '../domain/understanding.ts';
import { firstHit, RuleBook } from './rule-match.ts';
import type { CompiledRule } from './rule-match.ts';

interface CompiledTopic {
  id: TopicId;
  priority: number;
  rules: CompiledRule[];
}

export interface CompiledTopics {
  book: RuleBook;
  topics: CompiledTopic[];
}

export function compileTopics(
  topics: readonly OutOfScopeTopic[],
  analyse: (text: string) => Analysis,
): CompiledTopics {
  const book = new RuleBook(analyse);
  return {
    book,
    topics: topics
      .toSorted((a, b) => b.priority - a.priority)
      .map(({ id, priority, rules }) => ({ id, priority, rules: rules.map((rule) => book.compile(rule)) })),
  };
}

export function recogniseTopics(analysis: Analysis, { book, topics }: CompiledTopics): TopicHit[] {
  const findings = book.read(analysis);
  return topics.flatMap(({ id, rules }) => {
    const hit = firstHit(rules, findings);
    return hit === null ? [] : [{ topic: id, rule: hit.rule, evidence: hit.evidence, confidence: 0.9 }];
  });
}
