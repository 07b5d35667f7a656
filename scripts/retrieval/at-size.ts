import { buildSearchable } from '../../bot/understanding/searchable.ts';
import { buildSuggestions } from '../../bot/understanding/suggest.ts';
import { search } from '../../bot/understanding/search.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { loadResources, ownKnowledge } from './own-knowledge.ts';
import { madeArticles } from './made-articles.ts';
import { compareMicros, rebuild } from './measure.ts';

/**
 * `node --import tsx scripts/retrieval/at-size.ts SIZE`: index, search and memory with that many articles,
 * in a process of its own, so that nothing else counts as its memory.
 */

const size = Number(process.argv[2]);
const { knowledge, questions } = await ownKnowledge();
const resources = await loadResources();
const real = [...knowledge.articles.values()];
const articles = madeArticles(real, size);
const { synonyms, domainWords } = knowledge;
const words = { elsewhere: [], synonyms, domainWords };

const cold = await rebuild((pause) =>
  buildSearchable({ resources, knowledge: { ...words, articles } }, pause),
);
const changed = new Map(articles);
const [first] = real;
if (first) changed.set('made-0', { ...first, id: 'made-0', fingerprint: 'made-0-2' });
const renewed = await rebuild((pause) =>
  buildSearchable({ resources, knowledge: { ...words, articles: changed }, previous: cold.made }, pause),
);
const searchable = renewed.made;
const micros = compareMicros(questions.slice(0, 100), {
  p50_us: (question) => search(searchable, analyse(searchable.tokenizer, question)),
});
const rssMb = Math.round(process.memoryUsage().rss / 1e6);
const { tokenizer } = searchable;
const suggestions = await rebuild((pause) =>
  buildSuggestions({ tokenizer, articles: [...articles.values()], previous: null }, pause),
);
process.stdout.write(
  JSON.stringify({
    articles: size,
    cold_ms: cold.ms,
    cold_longest_stop_ms: cold.longestStopMs,
    one_changed_ms: renewed.ms,
    one_changed_longest_stop_ms: renewed.longestStopMs,
    ...micros,
    rss_mb: rssMb,
    suggestions_ms: suggestions.ms,
    suggestions_longest_stop_ms: suggestions.longestStopMs,
    with_suggestions_rss_mb: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
