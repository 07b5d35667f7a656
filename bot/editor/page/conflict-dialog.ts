import { button, el } from '../../browser/element.ts';
import { sharedLabels } from '../../browser/labels.ts';
import { openDialog } from '../../browser/modal.ts';
import { pageLabels } from '../labels/page.ts';
import { lineDiff, merged, type Choice, type Hunk } from '../text/line-diff.ts';
import { sideBySide } from '../view/diff-view.ts';
import { newId } from '../view/fields.ts';

const { conflict: words } = pageLabels;
const choices: readonly Choice[] = ['old', 'new', 'both'];

const chooser = (number: number, chosen: (choice: Choice) => void): HTMLElement => {
  const name = newId('side');
  const options = choices.map((choice) => {
    const input = el('input', { type: 'radio', name, value: choice });
    input.checked = choice === 'new';
    input.addEventListener('change', () => chosen(choice));
    return el('label', { class: 'option' }, input, words.choices[choice]);
  });
  return el('fieldset', { class: 'choose' }, el('legend', {}, words.choose(number)), ...options);
};

const drawn = (hunks: readonly Hunk[], taken: Choice[]): HTMLElement[] =>
  hunks.flatMap((hunk) => {
    if (hunk.same) return [sideBySide(hunk)];
    const at = taken.length;
    taken.push('new');
    const choose = chooser(at + 1, (choice) => {
      taken[at] = choice;
    });
    return [sideBySide(hunk), choose];
  });

/**
 * Two saved the same text: shows both side by side, and makes one of them, place by place. Null when the
 * dialog was left; then the text stays as it was typed.
 */
export const mergeTexts = (
  { theirs, mine }: { theirs: string; mine: string },
  who: string,
): Promise<string | null> => {
  const { dialog, body } = openDialog(words.heading, 'conflict');
  const hunks = lineDiff(theirs, mine);
  const taken: Choice[] = [];
  const heads = el(
    'div',
    { class: 'sides heads' },
    el('h3', {}, words.theirs(who)),
    el('h3', {}, words.mine),
  );
  return new Promise((resolve) => {
    let result: string | null = null;
    const go = button(
      words.submit,
      () => {
        result = merged(hunks, taken);
        dialog.close();
      },
      'primary',
    );
    body.append(
      el('p', {}, words.body(who)),
      heads,
      ...drawn(hunks, taken),
      el(
        'div',
        { class: 'buttons' },
        button(sharedLabels.cancel, () => dialog.close()),
        go,
      ),
    );
    dialog.addEventListener('close', () => resolve(result));
    dialog.showModal();
  });
};
