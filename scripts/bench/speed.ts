import { setImmediate } from 'node:timers/promises';
import type { Article } from '../../bot/domain/knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { loadDictionary } from '../../bot/language/dictionary.ts';
import { loadGeneralSynonyms } from '../../bot/language/general-synonyms.ts';
import { loadParaphrases } from '../../bot/language/paraphrases.ts';
import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { buildEngine } from '../../bot/understanding/engine.ts';
import { pauseAfter } from '../../bot/understanding/pause.ts';
import { search } from '../../bot/understanding/search.ts';
import { buildSearchable } from '../../bot/understanding/searchable.ts';
import type { LanguageResources, Searchable } from '../../bot/understanding/searchable.ts';
import { suggest } from '../../bot/understanding/suggest.ts';
import { understand } from '../../bot/understanding/understand.ts';
import { fileURLToPath } from 'node:url';
import { median, plainKuromoji } from './retrieval.ts';

/** How long one question takes, with what share of it, on few and on many articles; and how long an index takes. */

const ROUNDS = 20;
const SLICE_MS = 8;
const SIZES = [1_800, 10_000, 100_000];
const root = fileURLToPath(new URL('../..', import.meta.url));

const p50 = (questions: readonly string[], work: (question: string) => unknown): number => {
  const micros: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const question of questions) {
      const from = performance.now();
      work(question);
      if (round > 0) micros.push((performance.now() - from) * 1000);
    }
  }
  return Number(median(micros).toFixed(1));
};

/** Made from the real articles, so that words are as frequent as they are there, with a number that no other has. */
const manyArticles = (real: readonly Article[], count: number): Map<string, Article> =>
  new Map(
    Array.from({ length: count }, (_, number) => {
      const [one, other] = [real[number % real.length], real[(number * 7 + 3) % real.length]];
      const id = `made-${number}`;
      const title = `${one?.title ?? ''}（${number}号）`;
      const text = `${other?.text ?? ''} ${number}`;
      const made = { id, title, questions: [], tags: one?.tags ?? [], text, fingerprint: `${id}-1` };
      return [
        id,
        { ...made, group: '', related: [], source: null, verifiedOn: null, blocks: [], version: 1 },
      ];
    }),
  );

interface Timed {
  searchable: Searchable;
  ms: number;
  longestStopMs: number;
}

const timed = async (build: (pause: () => Promise<void>) => Promise<Searchable>): Promise<Timed> => {
  const turn = pauseAfter(
    SLICE_MS,
    () => performance.now(),
    () => setImmediate(),
  );
  let last = performance.now();
  let longest = 0;
  const started = last;
  const pause = async (): Promise<void> => {
    longest = Math.max(longest, performance.now() - last);
    await turn();
    last = performance.now();
  };
  const searchable = await build(pause);
  longest = Math.max(longest, performance.now() - last);
  return { searchable, ms: Math.round(performance.now() - started), longestStopMs: Math.round(longest) };
};

const atSize = async (
  resources: LanguageResources,
  real: { articles: readonly Article[]; questions: readonly string[] },
  size: number,
): Promise<object> => {
  const articles = manyArticles(real.articles, size);
  const knowledge = { articles, synonyms: [], domainWords: [] };
  const cold = await timed((pause) => buildSearchable({ resources, knowledge }, pause));
  const changed = new Map(articles);
  const [first] = real.articles;
  if (first) changed.set('made-0', { ...first, id: 'made-0', fingerprint: 'made-0-2' });
  const renewed = await timed((pause) =>
    buildSearchable(
      { resources, knowledge: { ...knowledge, articles: changed }, previous: cold.searchable },
      pause,
    ),
  );
  const { searchable } = renewed;
  return {
    articles: size,
    cold_ms: cold.ms,
    one_changed_ms: renewed.ms,
    longest_stop_ms: renewed.longestStopMs,
    p50_us: p50(real.questions, (question) => search(searchable, analyse(searchable.tokenizer, question))),
    rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  };
};

export const run = async function* (): AsyncGenerator<object> {
  const { knowledge } = await openKnowledge({ knowledge: `${root}knowledge`, intents: `${root}intents` });
  const [dictionary, generalSynonyms, paraphrases] = await Promise.all([
    loadDictionary(),
    loadGeneralSynonyms(),
    loadParaphrases(),
  ]);
  const resources = { dictionary, generalSynonyms, paraphrases };
  const engine = await buildEngine({ resources, knowledge }, () => Promise.resolve());
  const articles = [...knowledge.articles.values()];
  const questions = articles.flatMap((article) => article.questions.slice(0, 2));
  const kuromoji = await plainKuromoji();
  const context = { previousArticleId: null };
  yield {
    articles: articles.length,
    kuromoji_alone_us: p50(questions, (question) => kuromoji.tokenize(question)),
    analyse_us: p50(questions, (question) => analyse(engine.tokenizer, question)),
    search_too_us: p50(questions, (question) => search(engine, analyse(engine.tokenizer, question))),
    understand_us: p50(questions, (question) => understand(engine, question, context)),
    suggest_us: p50(questions, (question) => suggest(engine.suggestions, question.slice(0, 4))),
  };
  for (const size of SIZES) yield await atSize(resources, { articles, questions }, size);
};
