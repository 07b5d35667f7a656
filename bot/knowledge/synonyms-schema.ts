import { z } from 'zod';
import { lineSchema } from './article-schema.ts';

/** `knowledge/synonyms.yaml`: groups of words that mean the same, `- [有休, 年次有給休暇]`. */
export const synonymsSchema = z.array(z.array(lineSchema).min(2).max(30)).max(5000);
