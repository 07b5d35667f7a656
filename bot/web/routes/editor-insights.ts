import { Router } from 'express';
import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { BrainSource } from '../../conversation/brain.ts';
import { addDays, japanDate } from '../../policy/japan-time.ts';
import { customersFirst } from '../../workshop/customers-first.ts';
import type { Digests } from '../../workshop/digests/digests.ts';
import { byWeek, figuresByTime } from '../../workshop/figures/by-time.ts';
import { tableCsv } from '../../workshop/figures/csv.ts';
import { tableByHour, tablesByDate, type FiguresTable } from '../../workshop/figures/tables.ts';
import { knowledgeUse } from '../../workshop/gaps/article-use.ts';
import { groupQuestions } from '../../workshop/gaps/group-questions.ts';
import type { MissedQuestion } from '../../workshop/gaps/missed-question.ts';
import { productTerms } from '../../workshop/gaps/terms-of.ts';
import { presentGaps, presentUse } from '../presenters/insights.ts';
import { parse } from '../problem.ts';
import { figuresCsvQuery, figuresQuery, insightQuery } from '../wire.ts';

export interface EditorInsightsParts {
  brain: BrainSource;
  clock: Clock;
  digests: Pick<Digests, 'since'>;
}

interface Wanted {
  from: string;
  to: string;
  by: 'day' | 'week';
}

const dayMs = 24 * 60 * 60_000;

/** Figures, questions without an answer, and how articles fared. Behind the guard of the editors. */
export const editorInsightRoutes = (parts: EditorInsightsParts): Router => {
  const { brain, clock, digests } = parts;
  const router = Router();
  const since = (days: number): Date => new Date(clock.now().getTime() - days * dayMs);

  router.get('/figures', async (request, response) => {
    const wanted = rangeOf(parse(figuresQuery, request.query), clock.now());
    response.json({ ...wanted, tables: await tablesFor(parts, wanted) });
  });

  router.get('/figures.csv', async (request, response) => {
    const { table, ...query } = parse(figuresCsvQuery, request.query);
    const wanted = rangeOf(query, clock.now());
    const found = (await tablesFor(parts, wanted)).find(({ id }) => id === table);
    const first = table === 'hours' ? '時間帯' : wanted.by === 'week' ? '週（月曜日）' : '日付';
    response
      .type('text/csv; charset=utf-8')
      .attachment(`${table}-${wanted.from}-${wanted.to}.csv`)
      .send(found ? tableCsv(found, first) : '');
  });

  router.get('/gaps', async (request, response) => {
    const { days } = parse(insightQuery, request.query);
    const missed = await missedSince(digests, since(days));
    const present = brain.current();
    const groups = await groupQuestions(missed, productTerms(present), customersFirst());
    response.json(presentGaps(present.knowledge, groups));
  });

  router.get('/use', async (request, response) => {
    const { days } = parse(insightQuery, request.query);
    const use = await knowledgeUse(digests.since(since(days)));
    response.json(presentUse(brain.current().knowledge, use));
  });

  return router;
};

type Asked = Omit<z.infer<typeof figuresCsvQuery>, 'table'>;

const rangeOf = ({ from, to, days, by }: Asked, now: Date): Wanted => {
  if (from !== undefined && to !== undefined) return { from, to, by };
  const today = japanDate(now);
  return { from: addDays(today, 1 - days), to: today, by };
};

const tablesFor = async (
  { brain, clock, digests }: EditorInsightsParts,
  { from, to, by }: Wanted,
): Promise<FiguresTable[]> => {
  const { knowledge } = brain.current();
  const { calendar } = knowledge;
  const begin = new Date(`${from}T00:00:00+09:00`);
  const figures = await figuresByTime(digests.since(begin), {
    range: { from, to: lastDay(to, clock.now()) },
    calendar,
    now: clock.now(),
  });
  const topicNames = new Map(knowledge.topics.map(({ id, title }) => [id, title]));
  const rows = by === 'week' ? byWeek(figures.days) : figures.days;
  return [...tablesByDate(rows, topicNames), tableByHour(figures, calendar)];
};

/** Days to come have no figures. */
const lastDay = (to: string, now: Date): string => (to < japanDate(now) ? to : japanDate(now));

const missedSince = async (digests: Pick<Digests, 'since'>, since: Date): Promise<MissedQuestion[]> => {
  const missed: MissedQuestion[] = [];
  for await (const digest of digests.since(since))
    missed.push(...digest.missed.filter(({ at }) => new Date(at) >= since));
  return missed;
};
