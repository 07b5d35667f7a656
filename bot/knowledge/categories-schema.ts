import { z } from 'zod';
import { idSchema, lineSchema } from './article-schema.ts';

/** `knowledge/categories.yaml`: the groups of articles, in the order in which they are shown. */
export const categoriesSchema = z.array(z.strictObject({ id: idSchema, name: lineSchema })).min(1);
export type Category = z.infer<typeof categoriesSchema>[number];
