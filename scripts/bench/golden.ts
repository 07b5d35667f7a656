import type { Knowledge } from '../../bot/domain/knowledge.ts';
import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { answerAt } from '../../bot/understanding/confidence.ts';
import { search } from '../../bot/understanding/search.ts';
import { tuning } from '../../bot/understanding/tuning.ts';
import type { Tuning } from '../../bot/understanding/tuning.ts';
import { ablations } from '../retrieval/ablations.ts';
import { readGolden, root } from '../retrieval/golden-questions.ts';
import type { GoldenQuestion } from '../retrieval/golden-questions.ts';
import { searchableFor } from '../retrieval/retriever.ts';

/** The product's own articles and golden questions: the right article first, among three, answered; by stage. */

const share = (part: number, whole: number): number => Number((whole === 0 ? 0 : part / whole).toFixed(4));

const measure = async (
  system: string,
  { knowledge, golden }: { knowledge: Knowledge; golden: readonly GoldenQuestion[] },
  changed: Partial<Tuning>,
): Promise<object> => {
  const searchable = await searchableFor(knowledge, { ...tuning, ...changed });
  const results = golden.map(({ q, article }) => {
    const hits = search(searchable, analyse(searchable.tokenizer, q));
    const place = hits.findIndex(({ id }) => id === article);
    return { place, isAnswered: (hits[0]?.confidence ?? 0) >= answerAt };
  });
  const answered = results.filter(({ isAnswered }) => isAnswered);
  return {
    system,
    questions: golden.length,
    'Hit@1': share(results.filter(({ place }) => place === 0).length, golden.length),
    'Hit@3': share(results.filter(({ place }) => place >= 0 && place < 3).length, golden.length),
    answered: share(answered.length, golden.length),
    'right of those': share(answered.filter(({ place }) => place === 0).length, answered.length),
  };
};

export const run = async function* (): AsyncGenerator<object> {
  const { knowledge } = await openKnowledge({ knowledge: `${root}knowledge`, intents: `${root}intents` });
  const set = { knowledge, golden: await readGolden() };
  yield measure('madoguchi', set, {});
  for (const [without, changed] of ablations) yield measure(`madoguchi without ${without}`, set, changed);
};
