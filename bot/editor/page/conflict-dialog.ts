import { button, el } from '../../browser/element.ts';
import { sharedLabels } from '../../browser/labels.ts';
import { openDialog } from '../../browser/modal.ts';
import { pageLabels } from '../labels/page.ts';
import { firstChoices, type Versions } from '../text/first-choices.ts';
import { lineDiff, merged, type Choice, type Hunk } from '../text/line-diff.ts';
import { sideBySide } from '../view/diff-view.ts';
import { newId } from '../view/fields.ts';

const { conflict: words } = pageLabels;
const choices: readonly Choice[] = ['old', 'new', 'both'];

interface Place {
  number: number;
  first: Choice;
  chosen(choice: Choice): void;
}

const chooser = ({ number, first, chosen }: Place): HTMLElement => {
  const name = newId('side');
  const options = choices.map((choice) => {
    const input = el('input', { type: 'radio', name, value: choice });
    input.checked = choice === first;
    input.addEventListener('change', () => chosen(choice));
    return el('label', { class: 'option' }, input, words.choices[choice]);
  });
  return el('fieldset', { class: 'choose' }, el('legend', {}, words.choose(number)), ...options);
};

/** @param taken what is chosen of each differing hunk; changed as somebody chooses */
const drawn = (hunks: readonly Hunk[], names: [string, string], taken: Choice[]): HTMLElement[] => {
  let at = -1;
  return hunks.flatMap((hunk) => {
    if (hunk.same) return [sideBySide(hunk, names)];
    at += 1;
    const place = at;
    const chosen = (choice: Choice): void => {
      taken[place] = choice;
    };
    return [sideBySide(hunk, names), chooser({ number: place + 1, first: taken[place] ?? 'both', chosen })];
  });
};

/**
 * Two saved the same text: shows both side by side, and makes one of them, place by place. Null when the
 * dialog was left; then the text stays as it was typed.
 */
export const mergeTexts = (versions: Versions, who: string): Promise<string | null> => {
  const { dialog, body } = openDialog(words.heading, 'conflict');
  const hunks = lineDiff(versions.theirs, versions.mine);
  const taken = firstChoices(hunks, versions);
  const names: [string, string] = [words.theirs(who), words.mine];
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
      ...drawn(hunks, names, taken),
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
