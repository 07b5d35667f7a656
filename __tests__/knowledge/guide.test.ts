import { readFileSync } from 'node:fs';
import { domainWordsSchema } from '../../bot/knowledge/domain-words-schema.ts';
import { articleFrontSchema } from '../../bot/knowledge/article-schema.ts';
import { placeholders } from '../../bot/knowledge/placeholders.ts';
import { readPage } from '../../bot/knowledge/read-page.ts';
import { readYaml } from '../../bot/knowledge/read-yaml.ts';
import { synonymsSchema } from '../../bot/knowledge/synonyms-schema.ts';

const guide = readFileSync(new URL('../../knowledge/README.md', import.meta.url), 'utf8');
const examples = Array.from(guide.matchAll(/^```\n([^]*?)^```$/gm), ([, text = '']) => text);
const example = (beginning: string): string => examples.find((text) => text.startsWith(beginning)) ?? '';

describe('the editors’ guide', () => {
  it('names every placeholder and no other', () => {
    const named = Array.from(guide.matchAll(/^\| `\{(\w+)\}`/gm), ([, name]) => name);
    expect(named).toEqual(Object.keys(placeholders));
  });

  it('shows an article that can be copied as it stands', () => {
    const bytes = new TextEncoder().encode(example('---').replaceAll('…', ''));
    const { page, findings } = readPage('knowledge/articles/invite-resend.md', bytes, articleFrontSchema);
    expect(findings).toEqual([]);
    expect(page?.blocks.map(({ type }) => type)).toEqual(['paragraph', 'steps', 'notice']);
  });

  it.each([
    ['- [年末調整', synonymsSchema],
    ['- { surface', domainWordsSchema],
  ])('shows a list that begins with %s and can be copied', (beginning, schema) => {
    expect(readYaml({ file: 'f.yaml', text: example(beginning), firstLine: 1 }, schema).findings).toEqual([]);
  });
});
