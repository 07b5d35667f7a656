import { z } from 'zod';
import { lineSchema } from './article-schema.ts';
import { isSafeHref } from './href.ts';

/** `knowledge/links.yaml`: where wordings point to, by name. */
export const linksSchema = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'リンクの名前は、英小文字で始まる半角の英数字で書いてください。'),
  z.strictObject({
    label: lineSchema,
    href: z
      .string()
      .refine(
        isSafeHref,
        'リンク先は、https:// か mailto: で始まるもの、または「/」で始まるページにしてください。',
      ),
  }),
);
