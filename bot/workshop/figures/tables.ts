import { topicIds, type TopicId } from '../../domain/decision.ts';
import type { Calendar } from '../../domain/knowledge.ts';
import { minutesOf } from '../../policy/japan-time.ts';
import type { FiguresByTime } from './by-time.ts';
import { endingNames, figureDefinitions, outcomeNames } from './definitions.ts';
import { endings, questionOutcomes } from './occurrence.ts';
import { csat, percentile, solvedShare, type Figures } from './tally.ts';

export interface Column {
  name: string;
  unit: '件' | '分' | '%' | '';
}

/** Figures as a table, from which the chart, the page's table and the CSV are made alike. */
export interface FiguresTable {
  id: 'questions' | 'refusals' | 'people' | 'satisfaction' | 'solved' | 'hours';
  title: string;
  /** What is counted, in sentences. */
  means: string[];
  columns: Column[];
  /** A label such as a date, and a value for each column; null where there is nothing to tell. */
  rows: { label: string; values: (number | string | null)[] }[];
}

type Rows = ReadonlyMap<string, Figures>;

const counted = (name: string): Column => ({ name, unit: '件' });

const tableOf = (
  rows: Rows,
  table: Omit<FiguresTable, 'rows'> & { valuesOf: (figures: Figures) => (number | null)[] },
): FiguresTable => {
  const { valuesOf, ...rest } = table;
  return { ...rest, rows: [...rows].map(([label, figures]) => ({ label, values: valuesOf(figures) })) };
};

/** A share as a percentage with one decimal. */
const percent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 10;
const oneDecimal = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10) / 10;

const {
  conversations,
  questions,
  queued,
  left,
  served,
  waits,
  rated,
  csat: satisfaction,
  solved,
} = figureDefinitions;
const said = ({ name, means }: { name: string; means: string }): string => `${name}：${means}`;

/**
 * The tables by day or by week.
 * @param topicNames what editors call each refused topic
 */
export const tablesByDate = (rows: Rows, topicNames: ReadonlyMap<TopicId, string>): FiguresTable[] => [
  tableOf(rows, {
    id: 'questions',
    title: '会話と質問',
    means: [said(conversations), said(questions)],
    columns: [
      counted(conversations.name),
      ...questionOutcomes.map((outcome) => counted(outcomeNames[outcome])),
    ],
    valuesOf: (figures) => [
      figures.conversations,
      ...questionOutcomes.map((outcome) => figures.questions.get(outcome) ?? 0),
    ],
  }),
  tableOf(rows, {
    id: 'refusals',
    title: 'お断りした分野',
    means: ['お断りした質問を、分野ごとに数えたものです。'],
    columns: topicIds.map((topic) => counted(topicNames.get(topic) ?? topic)),
    valuesOf: ({ refusedBy }) => topicIds.map((topic) => refusedBy.get(topic) ?? 0),
  }),
  tableOf(rows, {
    id: 'people',
    title: '有人対応',
    means: [queued, left, served, waits].map(said),
    columns: [
      counted(queued.name),
      counted(left.name),
      counted(served.name),
      { name: '待ち時間（中央値）', unit: '分' },
      { name: '待ち時間（9割がおさまる）', unit: '分' },
    ],
    valuesOf: (figures) => [
      figures.queued,
      figures.left,
      figures.served,
      oneDecimal(percentile(figures.waits, 0.5)),
      oneDecimal(percentile(figures.waits, 0.9)),
    ],
  }),
  tableOf(rows, {
    id: 'satisfaction',
    title: '評価と満足度',
    means: [rated, satisfaction].map(said),
    columns: [
      counted('役に立った'),
      counted('役に立たなかった'),
      counted('アンケートの回答'),
      { name: satisfaction.name, unit: '%' },
    ],
    valuesOf: (figures) => [
      figures.helpful,
      figures.unhelpful,
      figures.scores.length,
      percent(csat(figures)),
    ],
  }),
  tableOf(rows, {
    id: 'solved',
    title: solved.name,
    means: [said(solved)],
    columns: [
      { name: '解決した割合', unit: '%' },
      counted('対象の会話（分母）'),
      ...endings.map((ending) => counted(endingNames[ending])),
    ],
    valuesOf: (figures) => [
      percent(solvedShare(figures)),
      [...figures.endings.values()].reduce((sum, times) => sum + times, 0),
      ...endings.map((ending) => figures.endings.get(ending) ?? 0),
    ],
  }),
];

/** Questions by the hour, beside the hours in which people are there. */
export const tableByHour = ({ hours }: FiguresByTime, { hours: office }: Calendar): FiguresTable => ({
  id: 'hours',
  title: '時間帯ごとの質問',
  means: [
    '質問が届いた時刻（日本時間）ごとの件数です。受付日と、土日・祝日・年末年始・臨時の休みの日を分けて数えます。',
    '「受付」は、その1時間のうちに担当者の受付時間がどれだけ含まれるかを示します。',
  ],
  columns: [counted('受付日'), counted('休みの日'), { name: '受付', unit: '' }],
  rows: hours.businessDays.map((businessDays, hour) => ({
    label: `${hour}時台`,
    values: [businessDays, hours.daysOff[hour] ?? 0, staffedIn(hour, office)],
  })),
});

const minutesOfHour = 60;

/** 全部, 一部 or none of an hour on a business day. */
const staffedIn = (hour: number, office: Calendar['hours']): string => {
  const begin = hour * minutesOfHour;
  const minutes = office.reduce((sum, { from, to }) => {
    const shared = Math.min(minutesOf(to), begin + minutesOfHour) - Math.max(minutesOf(from), begin);
    return sum + Math.max(0, shared);
  }, 0);
  if (minutes === 0) return 'なし';
  return minutes >= minutesOfHour ? '全部' : '一部';
};
