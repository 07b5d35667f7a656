import { analyse } from '../../bot/language/analyse.ts';
import { normalise } from '../../bot/language/normalise.ts';
import { rank } from '../../bot/understanding/search.ts';
import { buildSearchable } from '../../bot/understanding/searchable.ts';
import { alterations } from '../retrieval/alterations.ts';
import { readAnswered } from '../retrieval/golden-questions.ts';
import { loadResources, ownKnowledge } from '../retrieval/own-knowledge.ts';

/**
 * What typing in kana, wrong conversions, other spellings and slips cost: the right article first for the
 * clean golden questions and for the same ones altered, for each kind and for all.
 */

interface Tried {
  kind: string;
  clean: boolean;
  altered: boolean;
}

const share = (tried: readonly Tried[], is: (one: Tried) => boolean): number =>
  Number((tried.filter(is).length / Math.max(1, tried.length)).toFixed(4));

const record = (kind: string, tried: readonly Tried[]): object => {
  const clean = share(tried, (one) => one.clean);
  const altered = share(tried, (one) => one.altered);
  return {
    kind,
    questions: tried.length,
    'Hit@1 clean': clean,
    'Hit@1 altered': altered,
    'points lost': Number((100 * (clean - altered)).toFixed(1)),
  };
};

export const run = async function* (): AsyncGenerator<object> {
  const { knowledge } = await ownKnowledge();
  const resources = await loadResources();
  const searchable = await buildSearchable({ resources, knowledge }, () => Promise.resolve());
  const { tokenizer } = searchable;
  const isRight = (q: string, article: string): boolean =>
    rank(searchable, analyse(tokenizer, q))[0] === article;
  const { golden } = await readAnswered();
  const kinds = Object.entries(alterations(tokenizer, resources.dictionary));
  const all: Tried[] = [];
  for (const [kind, alter] of kinds) {
    const tried = golden.flatMap(({ q, article }, number): Tried[] => {
      const clean = normalise(q);
      const altered = alter(clean, number);
      if (altered === null) return [];
      if (process.env.BENCH_SHOW === kind && isRight(clean, article) && !isRight(altered, article))
        process.stderr.write(`${clean} → ${altered}\n`);
      return [{ kind, clean: isRight(clean, article), altered: isRight(altered, article) }];
    });
    all.push(...tried);
    yield record(kind, tried);
  }
  yield record('all', all);
};
