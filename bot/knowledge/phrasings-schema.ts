import { z } from 'zod';
import { idSchema, lineSchema } from './article-schema.ts';

/** `intents/phrasings/<group>.yaml`: how customers ask for an article, by its id. Recognised, never shown. */
export const phrasingsSchema = z.record(idSchema, z.array(lineSchema).min(1).max(200));
export type Phrasings = z.infer<typeof phrasingsSchema>;

/** `intents/elsewhere.yaml`: sentences that no article answers, under headings of the editor's own. */
export const elsewhereSchema = z.record(lineSchema, z.array(lineSchema).max(2000));
export type Elsewhere = z.infer<typeof elsewhereSchema>;
