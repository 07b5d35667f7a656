import { firstChoices } from '../../bot/editor/text/first-choices.ts';
import { lineDiff, merged } from '../../bot/editor/text/line-diff.ts';

const base = '一\n二\n三\n四\n五\n六\n';

const together = (theirs: string, mine: string, from: string | null = base): string => {
  const hunks = lineDiff(theirs, mine);
  return merged(hunks, firstChoices(hunks, { base: from, theirs, mine }));
};

describe('two texts that were made from one', () => {
  test('become one with what each changed', () => {
    const theirs = '一\n二\n三\n四\n五\n六\n伊藤が足した\n';
    const mine = '田中が足した\n一\n二\n三\n4\n五\n六\n';
    expect(together(theirs, mine)).toBe('田中が足した\n一\n二\n三\n4\n五\n六\n伊藤が足した\n');
  });

  test('lose the line that one of them removed', () => {
    expect(together('一\n三\n四\n五\n六\n', '一\n二\n三\n四\n五\n6\n')).toBe('一\n三\n四\n五\n6\n');
    expect(together('一\n2\n三\n四\n五\n六\n', '一\n二\n三\n四\n六\n')).toBe('一\n2\n三\n四\n六\n');
  });

  test('keep both where both changed the same place', () => {
    expect(together('一\n二\n伊藤の三\n四\n五\n六\n', '一\n二\n田中の三\n四\n五\n六\n')).toBe(
      '一\n二\n伊藤の三\n田中の三\n四\n五\n六\n',
    );
  });

  test('keep all that either has when the text of before is not known', () => {
    expect(together('一\n二\n三\n', '一\n三\n四\n', null)).toBe('一\n二\n三\n四\n');
    expect(together('一\n二\n', '一\n2\n', null)).toBe('一\n二\n2\n');
  });
});
