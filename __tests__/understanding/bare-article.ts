import type { Article } from '../../bot/domain/knowledge.ts';

/** An article with nothing but its title, for tests that say only what matters to them. */
export const bareArticle = (id: string, title: string, rest: Partial<Article> = {}): Article => ({
  id,
  group: 'test',
  title,
  questions: [],
  phrasings: [],
  tags: [],
  related: [],
  source: null,
  verifiedOn: null,
  blocks: [],
  text: '',
  version: 1,
  fingerprint: `${id}-1`,
  ...rest,
});
