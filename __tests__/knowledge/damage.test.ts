import {
  assert,
  boolean,
  constantFrom,
  double,
  nat,
  oneof,
  property,
  record,
  string,
  uint8Array,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { errorsOf } from '../../bot/knowledge/finding.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { approvedTexts, filesOf, minimalTexts } from './fixture.ts';

const files = filesOf(approvedTexts(minimalTexts));
const paths = [...files.keys()];

/** One file cut short, or with bytes of it replaced: a crash while saving, a bad disk, a slip of the hand. */
const damage = record({
  path: constantFrom(...paths),
  at: double({ min: 0, max: 1, noNaN: true }),
  removed: nat(40),
  added: oneof(
    uint8Array({ maxLength: 20 }),
    string({ maxLength: 20 }).map((text) => new TextEncoder().encode(text)),
    constantFrom(
      '---\n',
      '\n',
      ': ',
      '- ',
      '{',
      '[',
      '"',
      '&a ',
      '*a',
      '**',
      '<b>',
      '](',
      '{link:',
      '# ',
      '\t',
    ).map((text) => new TextEncoder().encode(text)),
  ),
  cut: boolean(),
});

type Damage = typeof damage extends Arbitrary<infer D> ? D : never;

const damaged = ({ path, at, removed, added, cut }: Damage): Uint8Array => {
  const bytes = files.get(path) ?? new Uint8Array();
  const from = Math.floor(at * bytes.length);
  const rest = cut ? new Uint8Array() : bytes.subarray(from + removed);
  return Buffer.concat([bytes.subarray(0, from), added, rest]);
};

describe('damaged knowledge files', () => {
  it('end in knowledge or in errors with file and line, and never in a crash', () => {
    assert(
      property(damage, (how) => {
        const { knowledge, findings } = loadKnowledge(new Map([...files, [how.path, damaged(how)]]));
        const errors = errorsOf(findings);
        expect(knowledge === null).toBe(errors.length > 0);
        for (const { file, line, message } of findings) {
          expect(file).toMatch(/^(?:knowledge|intents)\/./);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(message).toMatch(/[ぁ-ん]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never put words before customers that nobody approved', () => {
    const approved = loadKnowledge(files).knowledge;
    assert(
      property(damage, (how) => {
        const { knowledge } = loadKnowledge(new Map([...files, [how.path, damaged(how)]]));
        // Addresses of links are no approved words: they may change, and names with them.
        if (knowledge === null || how.path === 'knowledge/links.yaml') return;
        for (const [id, { title, blocks }] of [...knowledge.articles, ...knowledge.wording]) {
          const words = approved?.articles.get(id) ?? approved?.wording.get(id);
          expect({ title, blocks }).toEqual({ title: words?.title, blocks: words?.blocks });
        }
      }),
      { numRuns: 300 },
    );
  });
});
