import type { Decision } from '../../bot/domain/decision.ts';
import type { Knowledge } from '../../bot/domain/knowledge.ts';
import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { decide } from '../../bot/policy/decide.ts';
import type { Situation } from '../../bot/policy/decide.ts';
import { answerAt, clarifyAt } from '../../bot/understanding/confidence.ts';
import { search } from '../../bot/understanding/search.ts';
import { tuning } from '../../bot/understanding/tuning.ts';
import type { Tuning } from '../../bot/understanding/tuning.ts';
import { learn } from '../../bot/workshop/check/trial.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { ablations } from '../retrieval/ablations.ts';
import { readFarOff } from '../retrieval/far-off.ts';
import { readAnswered } from '../retrieval/golden-questions.ts';
import type { AnsweredQuestion } from '../retrieval/golden-questions.ts';
import { searchableFor } from '../retrieval/retriever.ts';

/**
 * The product's own articles and golden questions, none of which is registered: the right article first
 * and among three, by stage of the ranking; then what the whole product decides, refused topics and small
 * talk included, on those and on questions of other fields.
 */

const share = (part: number, whole: number): number => Number((whole === 0 ? 0 : part / whole).toFixed(4));

const measure = async (
  system: string,
  { knowledge, golden }: { knowledge: Knowledge; golden: readonly AnsweredQuestion[] },
  changed: Partial<Tuning>,
): Promise<object> => {
  const searchable = await searchableFor(knowledge, { ...tuning, ...changed });
  const places = golden.map(({ q, article }) =>
    search(searchable, analyse(searchable.tokenizer, q)).findIndex(({ id }) => id === article),
  );
  return {
    system,
    questions: golden.length,
    'Hit@1': share(places.filter((place) => place === 0).length, golden.length),
    'Hit@3': share(places.filter((place) => place >= 0 && place < 3).length, golden.length),
  };
};

/** The same knowledge as if nobody had written how customers ask besides the registered questions. */
const withoutPhrasings = (knowledge: Knowledge): Knowledge => ({
  ...knowledge,
  articles: new Map(
    [...knowledge.articles].map(([id, article]) => [
      id,
      { ...article, phrasings: [], fingerprint: `${article.fingerprint}-registered` },
    ]),
  ),
});

/** The desk is closed and the customer may ask: neither changes which article is found. */
const situationOf = ({ topics }: Knowledge): Situation => ({
  topics,
  thresholds: { answerAt, clarifyAt },
  eligibility: { eligible: true },
  office: { open: false, reason: 'weekend', until: '', opensAt: '', opensAtText: '' },
});

/** What is decided on each question, and whether the right article is in it. */
const decisions = (
  set: string,
  questions: readonly { q: string; article: string | null }[],
  judge: (question: string) => Decision,
): object => {
  const decided = questions.map(({ q, article }) => ({ article, decision: judge(q) }));
  const answered = decided.flatMap(({ article, decision }) =>
    decision.kind === 'answer' ? [{ isRight: decision.articleId === article }] : [],
  );
  const offered = decided.flatMap(({ article, decision }) =>
    decision.kind === 'clarify' ? [{ isRight: decision.choices.some((id) => id === article) }] : [],
  );
  const right = answered.filter(({ isRight }) => isRight).length;
  return {
    decided: set,
    questions: questions.length,
    answered: share(answered.length, questions.length),
    'right of those': share(right, answered.length),
    'asked back': share(offered.length, questions.length),
    'right one offered': share(offered.filter(({ isRight }) => isRight).length, offered.length),
  };
};

export const run = async function* (): AsyncGenerator<object> {
  const { knowledge } = await openKnowledge(knowledgeFolders(process.env));
  const answered = await readAnswered();
  const { unread, outsiders, plain, golden } = answered;
  const set = { knowledge, golden: [...unread, ...outsiders, ...plain] };
  for (const [name, questions] of Object.entries({ unread, outsiders, plain }))
    yield measure(`madoguchi, ${name}`, { knowledge, golden: questions }, {});
  yield measure('madoguchi', set, {});
  for (const [without, changed] of ablations) yield measure(`madoguchi without ${without}`, set, changed);
  yield measure('madoguchi without phrasings', { ...set, knowledge: withoutPhrasings(knowledge) }, {});
  const { understand } = await learn(knowledge);
  const situation = situationOf(knowledge);
  const judge = (question: string): Decision => decide(understand(question), situation);
  yield decisions('unread', unread, judge);
  yield decisions('outsiders', outsiders, judge);
  yield decisions('plain', plain, judge);
  yield decisions('all golden', golden, judge);
  const farOff = await readFarOff(1);
  const apart = farOff.map(([name, list]) => [name, list.map((q) => ({ q, article: null }))] as const);
  for (const [name, list] of apart) yield decisions(name, list, judge);
  yield decisions(
    'far off',
    apart.flatMap(([, list]) => list),
    judge,
  );
};
