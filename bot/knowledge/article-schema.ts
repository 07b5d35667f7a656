import { z } from 'zod';

/** One line of an editor's text. */
export const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\n]*$/, '1行で書いてください。');

export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'idは、半角の英小文字・数字をハイフンでつないで書いてください。')
  .max(80);

/** The front matter of `knowledge/articles/<id>.md`. */
export const articleFrontSchema = z
  .strictObject({
    title: lineSchema,
    group: idSchema,
    questions: z.array(lineSchema).max(50),
    tags: z.array(lineSchema).max(30).default([]),
    related: z.array(idSchema).max(10).default([]),
    /** The page that the facts come from; null where they are the policy's own. */
    source: z
      .url({ protocol: /^https$/, error: '「source」は https:// で始まるURLか null にしてください。' })
      .nullable(),
    verifiedOn: z.iso.date().nullable(),
    /** From this day on, `check` asks to read the article again. */
    reviewBy: z.iso.date().nullable().default(null),
  })
  .refine(({ source, verifiedOn }) => source === null || verifiedOn !== null, {
    path: ['verifiedOn'],
    error: '「source」のページを確かめた日を「verifiedOn」に書いてください。',
  });
export type ArticleFront = z.infer<typeof articleFrontSchema>;

/** The front matter of `knowledge/wording/<folder>/<id>.md`. */
export const wordingFrontSchema = z.strictObject({ title: lineSchema });
export type WordingFront = z.infer<typeof wordingFrontSchema>;
