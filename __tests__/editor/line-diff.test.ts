import { array, assert, constantFrom, property } from 'fast-check';
import { isSameText, lineDiff, merged, type Hunk } from '../../bot/editor/text/line-diff.ts';

const before = '一\n二\n三\n四\n五\n';
const after = '一\n2\n三\n四\n追加\n五\n';

const sideOf = (hunks: readonly Hunk[], side: 'removed' | 'added'): string[] =>
  hunks.flatMap((hunk) => (hunk.same ? hunk.lines : hunk[side]));

describe('the differences of two texts', () => {
  test('are told line by line, with the lines on which they stand', () => {
    expect(lineDiff(before, after)).toEqual([
      { same: true, lines: ['一'], oldLine: 1, newLine: 1 },
      { same: false, removed: ['二'], added: ['2'], oldLine: 2, newLine: 2 },
      { same: true, lines: ['三', '四'], oldLine: 3, newLine: 3 },
      { same: false, removed: [], added: ['追加'], oldLine: 5, newLine: 5 },
      { same: true, lines: ['五'], oldLine: 5, newLine: 6 },
    ]);
  });

  test('are none between a text and itself, however its lines end', () => {
    expect(lineDiff(before, before.replaceAll('\n', '\r\n')).every(({ same }) => same)).toBe(true);
    expect(isSameText(before, before.trimEnd())).toBe(true);
    expect(isSameText(before, after)).toBe(false);
  });

  test('hold both texts, whatever they are, and as few changes as there are', () => {
    const text = array(constantFrom('あ', 'い', 'う', ''), { maxLength: 12 });
    assert(
      property(text, text, (one, other) => {
        const [old, fresh] = [`${one.join('\n')}x`, `${other.join('\n')}x`];
        const hunks = lineDiff(old, fresh);
        expect(sideOf(hunks, 'removed')).toEqual(old.split('\n'));
        expect(sideOf(hunks, 'added')).toEqual(fresh.split('\n'));
        expect(
          merged(
            hunks,
            hunks.map(() => 'old'),
          ),
        ).toBe(`${old}\n`);
        expect(
          merged(
            hunks,
            hunks.map(() => 'new'),
          ),
        ).toBe(`${fresh}\n`);
      }),
    );
  });

  test('become one text, place by place: neither side is lost unasked', () => {
    const hunks = lineDiff(before, after);
    expect(merged(hunks, [])).toBe(after);
    expect(merged(hunks, ['old', 'new'])).toBe('一\n二\n三\n四\n追加\n五\n');
    expect(merged(hunks, ['both', 'old'])).toBe('一\n二\n2\n三\n四\n五\n');
  });
});
