import { z } from 'zod';
import { idSchema, lineSchema } from '../../knowledge/article-schema.ts';
import { pagePathSchema } from '../../workshop/drafts/page-path.ts';
import { missReasons } from '../../workshop/gaps/miss-reason.ts';
import { isoInstant } from './shared.ts';

/** What editors learn from conversations: figures, gaps, and how each article fared. */

/** The longest time that is counted at once; more would read too many conversations for one answer. */
const mostDays = 400;

export const figuresQuery = z
  .strictObject({
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    /** Without `from` and `to`: so many days, today included. */
    days: z.coerce.number().int().min(1).max(mostDays).default(30),
    by: z.enum(['day', 'week']).default('day'),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['from'],
    error: 'give both from and to, or neither',
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'], error: 'must not be before from' })
  .refine(({ from, to }) => !from || !to || Date.parse(to) - Date.parse(from) < mostDays * 86_400_000, {
    path: ['from'],
    error: `at most ${mostDays} days at once`,
  });
export const figuresCsvQuery = z.strictObject({
  ...figuresQuery.shape,
  table: z.enum(['questions', 'refusals', 'people', 'satisfaction', 'solved', 'hours']),
});
const figuresTable = z.object({
  id: z.string(),
  title: z.string(),
  means: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), unit: z.enum(['件', '分', '%', '']) })),
  rows: z.array(
    z.object({ label: z.string(), values: z.array(z.union([z.number(), z.string(), z.null()])) }),
  ),
});
/** `GET /editor/figures` */
export const figuresResponse = z.object({
  from: z.string(),
  to: z.string(),
  by: z.enum(['day', 'week']),
  tables: z.array(figuresTable),
});
export type FiguresResponse = z.infer<typeof figuresResponse>;

export const insightQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(mostDays).default(30),
});

/** `GET /editor/gaps`: questions without a good answer, grouped by what they mean, the most frequent first. */
export const gapsResponse = z.object({
  groups: z.array(
    z.object({
      example: z.string(),
      words: z.array(z.string()),
      times: z.int(),
      lastAt: isoInstant,
      questions: z.array(z.object({ text: z.string(), times: z.int() })),
      why: z.array(z.object({ reason: z.enum(missReasons), times: z.int() })),
      nearest: z
        .object({ id: z.string(), title: z.string(), path: z.string(), confidence: z.number() })
        .nullable(),
    }),
  ),
  /** How many questions there were, the groups that are not listed included. */
  questions: z.int(),
});
export type GapsResponse = z.infer<typeof gapsResponse>;

const asked = z.array(lineSchema).min(1).max(50);
/** `POST /editor/gaps/add`: the words join an article's draft. */
export const addQuestionsRequest = z.strictObject({ path: pagePathSchema, questions: asked });
/** `POST /editor/gaps/new`: they begin the draft of a new article. */
export const newArticleRequest = z.strictObject({
  id: idSchema,
  title: lineSchema,
  group: idSchema,
  questions: asked,
});

/** `GET /editor/use`: how each article and each refused topic fared. */
export const useResponse = z.object({
  articles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      answered: z.int(),
      picked: z.int(),
      offered: z.int(),
      helpful: z.int(),
      unhelpful: z.int(),
    }),
  ),
  refusals: z.array(z.object({ topic: z.string(), title: z.string(), times: z.int() })),
});
export type UseResponse = z.infer<typeof useResponse>;

/** `lost=accepted`: whoever sends the file again has seen what was lost in it. */
export const importQuery = z.object({ lost: z.enum(['accepted']).optional() });

/** `POST /editor/articles.csv` */
export const importResponse = z.object({
  /** Those whose draft was written. */
  drafted: z.array(z.object({ id: z.string(), path: z.string() })),
  /** Those that somebody is writing a draft of: theirs stays. */
  skipped: z.array(z.object({ id: z.string(), by: z.string().nullable() })),
  /** Lines that lost characters when the file was saved in Shift_JIS. Where there are any, nothing was imported. */
  lost: z.array(z.object({ id: z.string(), heading: z.string(), line: z.string() })),
});
export type ImportResponse = z.infer<typeof importResponse>;
