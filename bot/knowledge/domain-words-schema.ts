import { z } from 'zod';
import { lineSchema } from './article-schema.ts';

/** `knowledge/domain-words.yaml`: words that must not be cut. */
export const domainWordsSchema = z
  .array(
    z.strictObject({
      surface: lineSchema,
      reading: z.string().regex(/^[ァ-ヴー]+$/, '読みは全角カタカナで書いてください。'),
    }),
  )
  .max(5000);
