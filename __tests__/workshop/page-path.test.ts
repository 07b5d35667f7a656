import { pagePathSchema } from '../../bot/workshop/drafts/page-path.ts';

test.each([
  '../../etc/passwd.md',
  'knowledge/articles/../links.md',
  'knowledge/approvals.json',
  'knowledge/drafts/articles/a.md',
  'knowledge/articles/a/b.md',
  'knowledge/articles/.a.md',
  'knowledge/wording/../articles/a.md',
  'intents/person.yaml',
])('%s is no page', (name) => {
  expect(pagePathSchema.safeParse(name).success).toBe(false);
});
