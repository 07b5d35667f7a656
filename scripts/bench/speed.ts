import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Article } from '../../bot/domain/knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { buildEngine } from '../../bot/understanding/engine.ts';
import { suggest } from '../../bot/understanding/suggest.ts';
import { asker } from '../retrieval/asker.ts';
import { longTexts } from '../retrieval/long-texts.ts';
import { madeArticles } from '../retrieval/made-articles.ts';
import { compareMicros, rebuild } from '../retrieval/measure.ts';
import { loadResources, ownKnowledge } from '../retrieval/own-knowledge.ts';
import { nlpJsOver } from '../retrieval/nlp-js.ts';
import { miniSearchOver, plainKuromoji } from './retrieval.ts';

/**
 * How long a question takes from text to decision, on few and on many articles, beside kuromoji alone and
 * MiniSearch with kuromoji and nlp.js; how long an index takes, how long it stops the event loop, and its memory.
 */

const SIZES = [1_800, 10_000, 100_000];
/** Articles that MiniSearch and nlp.js index too: beyond they take minutes. */
const COMPARED = 1_800;
const start = promisify(execFile);

/** Every kind of long message, the quickest of a few times each: what it costs and not what else ran. */
const longest = (article: string, ask: (question: string) => unknown): object => {
  const times = Object.entries(longTexts(article)).map(([text, question]) => {
    const ms = Array.from({ length: 5 }, () => {
      const from = performance.now();
      ask(question);
      return performance.now() - from;
    });
    return { text, ms: Number(Math.min(...ms).toFixed(2)) };
  });
  return {
    thousand_characters_ms: Math.max(...times.map(({ ms }) => ms)),
    slowest: times.toSorted((a, b) => b.ms - a.ms).slice(0, 3),
  };
};

const ratio = (part: number | undefined, whole: number | undefined): number =>
  Number(((part ?? 0) / (whole ?? 1)).toFixed(2));

const faqsOf = (articles: Iterable<Article>): { id: string; question: string; answer: string }[] =>
  Array.from(articles, ({ id, title, questions, text }) => ({
    id,
    question: [title, ...questions].join(' '),
    answer: text,
  }));

const atSize = async (size: number): Promise<object> => {
  const program = fileURLToPath(new URL('../retrieval/at-size.ts', import.meta.url));
  const { stdout } = await start(process.execPath, ['--import', 'tsx', program, String(size)]);
  return z.looseObject({ articles: z.number() }).parse(JSON.parse(stdout));
};

/** One record a line, for `run.ts`. */
const speed = async function* (): AsyncGenerator<object> {
  const { knowledge, questions } = await ownKnowledge();
  const resources = await loadResources();
  const cold = await rebuild((pause) => buildEngine({ resources, knowledge }, pause));
  const engine = cold.made;
  const articles = [...knowledge.articles.values()];
  const ask = asker(engine);
  const kuromoji = await plainKuromoji();
  const micros = await compareMicros(questions, {
    kuromoji_alone_us: (question) => kuromoji.tokenize(question),
    minisearch_us: await miniSearchOver(faqsOf(articles)),
    nlp_js_us: await nlpJsOver(articles),
    analyse_us: (question) => analyse(engine.tokenizer, question),
    understand_and_decide_us: ask,
    suggest_us: (question) => suggest(engine.suggestions, question.slice(0, 4)),
  });
  yield {
    articles: articles.length,
    questions: questions.length,
    ...micros,
    times_kuromoji: ratio(micros.understand_and_decide_us, micros.kuromoji_alone_us),
    ...longest(articles[0]?.text ?? '', ask),
  };

  const [first] = articles;
  const asked = first && {
    ...first,
    questions: [...first.questions, '別の聞き方です'],
    fingerprint: 'changed',
  };
  const changed = {
    ...knowledge,
    articles: new Map([...knowledge.articles, ...(asked ? [[asked.id, asked] as const] : [])]),
  };
  const renewed = await rebuild((pause) =>
    buildEngine({ resources, knowledge: changed, previous: engine }, pause),
  );
  const reworded = {
    ...changed,
    domainWords: [...knowledge.domainWords, { surface: '別語', reading: 'ベツゴ' }],
  };
  const anew = await rebuild((pause) =>
    buildEngine({ resources, knowledge: reworded, previous: renewed.made }, pause),
  );
  yield {
    engine_cold_ms: cold.ms,
    engine_cold_longest_stop_ms: cold.longestStopMs,
    question_added_ms: renewed.ms,
    question_added_longest_stop_ms: renewed.longestStopMs,
    domain_word_added_ms: anew.ms,
    domain_word_added_longest_stop_ms: anew.longestStopMs,
  };

  const many = madeArticles(articles, COMPARED);
  const manyEngine = await buildEngine({ resources, knowledge: { ...knowledge, articles: many } }, () =>
    Promise.resolve(),
  );
  yield {
    articles: COMPARED,
    ...(await compareMicros(questions.slice(0, 150), {
      kuromoji_alone_us: (question) => kuromoji.tokenize(question),
      minisearch_us: await miniSearchOver(faqsOf(many.values())),
      nlp_js_us: await nlpJsOver(many.values()),
      understand_and_decide_us: asker(manyEngine),
    })),
  };
  for (const size of SIZES) yield await atSize(size);
};

export { speed as run };
