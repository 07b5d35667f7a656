import type { Finding } from '../../../knowledge/finding.ts';
import type { KnowledgeSources } from '../../../knowledge/sources.ts';
import { normalise } from '../../../language/normalise.ts';
import type { Rule } from '../rule.ts';

/** A sentence that no article answers cannot be one that an article, or its phrasings, ask. */
export const contradictingElsewhere: Rule = ({ sources }) => {
  const { elsewhere } = sources;
  if (elsewhere === null) return [];
  const asked = askedIn(sources);
  const { file, value, lineOf } = elsewhere;
  return Object.entries(value).flatMap(([heading, lines]) =>
    lines.flatMap((text, at): Finding[] => {
      const article = asked.get(normalise(text));
      if (article === undefined) return [];
      const message = `「${text}」は記事 ${article} の聞き方にもあります。関係のない文なら記事の側から、そうでなければここから消してください。`;
      return [{ file, line: lineOf([heading, at]), message, severity: 'error' }];
    }),
  );
};

/** Every registered way of asking, with its article. */
const askedIn = ({ articles, phrasings }: KnowledgeSources): Map<string, string> =>
  new Map([
    ...[...articles.values()].flatMap(({ id, front }) =>
      [front.title, ...front.questions].map((question) => [normalise(question), id] as const),
    ),
    ...phrasings.flatMap(({ value }) =>
      Object.entries(value).flatMap(([id, lines]) => lines.map((line) => [normalise(line), id] as const)),
    ),
  ]);
