import type { Finding } from '../../../bot/knowledge/finding.ts';
import type { DataFile } from '../../../bot/knowledge/data-file.ts';
import type { TopicFile } from '../../../bot/knowledge/intent-schema.ts';
import type { Trial, TrialRule } from '../rule.ts';

/** What an editor gives as an example must be recognised, and what as a counterexample must not. */
export const unheardExamples: TrialRule = (trial) => [
  ...trial.sources.topics.flatMap((data) => topicFindings(trial, data)),
  ...trial.sources.intents.flatMap(({ file, value, lineOf }) =>
    value.intents.flatMap((intent, at) => {
      const isHeard = (question: string): boolean =>
        trial.understand(question).intents[0]?.intent === intent.id;
      return exampleFindings({
        file,
        ...intent,
        isHeard,
        line: (...path) => lineOf(['intents', at, ...path]),
      });
    }),
  ),
];

function topicFindings({ understand }: Trial, { file, value, lineOf }: DataFile<TopicFile>): Finding[] {
  const isHeard = (question: string): boolean => understand(question).topics[0]?.topic === value.topic;
  return exampleFindings({ file, ...value, isHeard, line: (...path) => lineOf(path) });
}

interface Examples {
  file: string;
  examples: string[];
  counterexamples: string[];
  isHeard: (question: string) => boolean;
  line: (...path: (string | number)[]) => number;
}

function exampleFindings({ file, examples, counterexamples, isHeard, line }: Examples): Finding[] {
  const missed = examples.flatMap((text, index) =>
    isHeard(text)
      ? []
      : [
          {
            line: line('examples', index),
            message: `例の「${text}」が見分けられません。rules に語を足してください。`,
          },
        ],
  );
  const mistaken = counterexamples.flatMap((text, index) =>
    isHeard(text)
      ? [
          {
            line: line('counterexamples', index),
            message: `当てはまらない例の「${text}」が、当てはまってしまいます。rules の unless に語を足してください。`,
          },
        ]
      : [],
  );
  return [...missed, ...mistaken].map((found) => ({ file, ...found, severity: 'error' }));
}
