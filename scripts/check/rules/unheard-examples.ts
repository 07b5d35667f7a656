import type { Finding } from '../../../bot/knowledge/finding.ts';
import type { DataFile } from '../../../bot/knowledge/data-file.ts';
import type { TopicFile } from '../../../bot/knowledge/intent-schema.ts';
import type { Trial, TrialRule } from '../rule.ts';

/** What an editor gives as an example must be recognised, and what as a counterexample must not. */
export const unheardExamples: TrialRule = (trial) => [
  ...trial.sources.topics.flatMap((data) => topicFindings(trial, data)),
  ...trial.sources.intents.flatMap(({ file, value, lineOf }) =>
    value.intents.flatMap((intent, at) => {
      const hear = (question: string): string | undefined => trial.understand(question).intents[0]?.intent;
      return exampleFindings({
        file,
        ...intent,
        hear,
        line: (...path) => lineOf(['intents', at, ...path]),
      });
    }),
  ),
];

function topicFindings({ understand }: Trial, { file, value, lineOf }: DataFile<TopicFile>): Finding[] {
  const hear = (question: string): string | undefined => understand(question).topics[0]?.topic;
  return exampleFindings({ file, id: value.topic, ...value, hear, line: (...path) => lineOf(path) });
}

interface Examples {
  file: string;
  examples: string[];
  counterexamples: string[];
  /** The id that examples must be recognised as. */
  id: string;
  /** What a question is recognised as. */
  hear: (question: string) => string | undefined;
  line: (...path: (string | number)[]) => number;
}

function exampleFindings({ file, id, examples, counterexamples, hear, line }: Examples): Finding[] {
  const missed = examples.flatMap((text, index) => {
    const heard = hear(text);
    if (heard === id) return [];
    const instead = heard === undefined ? '' : `（${heard} と見分けられます）`;
    const message = `例の「${text}」が見分けられません${instead}。rules に語を足してください。`;
    return [{ line: line('examples', index), message }];
  });
  const mistaken = counterexamples.flatMap((text, index) => {
    if (hear(text) !== id) return [];
    const message = `当てはまらない例の「${text}」が、当てはまってしまいます。rules の unless に語を足してください。`;
    return [{ line: line('counterexamples', index), message }];
  });
  return [...missed, ...mistaken].map((found) => ({ file, ...found, severity: 'error' }));
}
