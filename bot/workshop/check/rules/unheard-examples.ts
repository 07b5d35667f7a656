import type { Finding } from '../../../knowledge/finding.ts';
import type { TrialRule } from '../rule.ts';

/**
 * Share of a file's examples that may be missed before it is an error: a few at the border of two topics
 * fall to the other side whenever an example is added anywhere. Range 0.01–0.05.
 */
const MISSED_AT_MOST = 0.03;

/** What an editor gives as an example must be recognised, and what as a counterexample must not. */
export const unheardExamples: TrialRule = ({ sources, understand }) => {
  const topicOf = (question: string): string | undefined => understand(question).topics[0]?.topic;
  const intentOf = (question: string): string | undefined => understand(question).intents[0]?.intent;
  return [
    ...sources.topics.flatMap(({ file, value, lineOf }) =>
      exampleFindings({ file, id: value.topic, ...value, hear: topicOf, line: (...path) => lineOf(path) }),
    ),
    ...sources.intents.flatMap(({ file, value, lineOf }) =>
      value.intents.flatMap((intent, at) => {
        const line = (...path: (string | number)[]): number => lineOf(['intents', at, ...path]);
        return exampleFindings({ file, ...intent, hear: intentOf, line });
      }),
    ),
  ];
};

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
  const found = [...missed, ...mistaken];
  const all = examples.length + counterexamples.length;
  const severity = found.length > all * MISSED_AT_MOST ? 'error' : 'warning';
  return found.map(({ line: at, message }) => ({ file, line: at, message, severity }));
}
