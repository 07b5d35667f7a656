import type { Finding } from '../../../knowledge/finding.ts';
import type { KnowledgeSources } from '../../../knowledge/sources.ts';
import { normalise } from '../../../language/normalise.ts';
import type { Rule } from '../rule.ts';

interface Example {
  text: string;
  /** Of which intent. */
  intent: string;
  file: string;
  line: () => number;
}

/** One sentence cannot be an example of two intents, nor an example and a counterexample of one. */
export const contradictingExamples: Rule = ({ sources }) => {
  const { examples, counterexamples } = collect(sources);
  const byText = new Map(examples.toReversed().map((example) => [normalise(example.text), example]));
  return [
    ...examples.flatMap((example) => {
      const first = byText.get(normalise(example.text));
      return first === undefined || first === example ? [] : [finding(example, first)];
    }),
    ...counterexamples.flatMap((example) => {
      const positive = byText.get(normalise(example.text));
      return positive?.intent === example.intent ? [finding(example, positive)] : [];
    }),
  ];
};

const finding = ({ text, file, line }: Example, other: Example): Finding => ({
  file,
  line: line(),
  message: `「${text}」は ${other.file} の${other.line()}行目の例と食い違うか、重なっています。どちらかを消してください。`,
  severity: 'error',
});

function collect({ topics, intents }: KnowledgeSources): { examples: Example[]; counterexamples: Example[] } {
  const places = [
    ...topics.map(({ file, value, lineOf }) => ({ file, lineOf, path: [], intent: value.topic, ...value })),
    ...intents.flatMap(({ file, value, lineOf }) =>
      value.intents.map((intent, at) => ({
        file,
        lineOf,
        path: ['intents', at],
        intent: intent.id,
        ...intent,
      })),
    ),
  ];
  const all = (kind: 'examples' | 'counterexamples'): Example[] =>
    places.flatMap((place) =>
      place[kind].map((text, at) => ({
        text,
        intent: place.intent,
        file: place.file,
        line: () => place.lineOf([...place.path, kind, at]),
      })),
    );
  return { examples: all('examples'), counterexamples: all('counterexamples') };
}
