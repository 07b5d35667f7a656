import { buildEngine } from '../../bot/understanding/engine.ts';
import type { Engine, MatchedKnowledge } from '../../bot/understanding/engine.ts';
import { suggest } from '../../bot/understanding/suggest.ts';
import { asker } from './asker.ts';
import { madeArticles } from './made-articles.ts';
import { compareMicros, rebuild } from './measure.ts';
import { loadResources, ownKnowledge } from './own-knowledge.ts';

/**
 * `node --import tsx scripts/retrieval/at-size.ts SIZE`: index, questions and memory with that many articles,
 * in a process of its own, so that nothing else counts as its memory.
 */

const size = Number(process.argv[2]);
const { knowledge: own, questions } = await ownKnowledge();
const resources = await loadResources();
const real = [...own.articles.values()];
const knowledge: MatchedKnowledge = { ...own, articles: madeArticles(real, size) };

/** One article in the middle with other words; the engine before is dropped, as the program does. */
const changeOne = (): MatchedKnowledge => {
  const id = `made-${size >> 1}`;
  const [first] = real;
  const changed = first && { ...first, id, fingerprint: `${id}-2` };
  return {
    ...knowledge,
    articles: new Map([...knowledge.articles, ...(changed ? [[id, changed] as const] : [])]),
  };
};

/** Builds an engine and keeps only it and how long that took. */
const build = async (input: MatchedKnowledge, previous: Engine | null): Promise<[Engine, object]> => {
  const { made, ms, longestStopMs } = await rebuild((pause) =>
    buildEngine({ resources, knowledge: input, previous }, pause),
  );
  return [made, { ms, longest_stop_ms: longestStopMs }];
};

let [engine, cold] = await build(knowledge, null);
const [next, oneChanged] = await build(changeOne(), engine);
engine = next;
const ask = asker(engine);
const micros = await compareMicros(questions.slice(0, 100), {
  understand_and_decide_us: ask,
  suggest_us: (question) => suggest(engine.suggestions, question.slice(0, 4)),
});
process.stdout.write(
  JSON.stringify({
    articles: size,
    cold,
    one_changed: oneChanged,
    ...micros,
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
