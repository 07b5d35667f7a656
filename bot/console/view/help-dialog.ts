import { labels } from '../labels.ts';
import { keysOfCommands } from '../shortcuts.ts';
import { listIds } from '../state/route.ts';
import { button, el } from '../../browser/element.ts';
import { openDialog } from '../../browser/modal.ts';

const words = labels.dialogs.help;

export interface HelpPorts {
  singleKeys: boolean;
  setSingleKeys(on: boolean): void;
}

const row = (keys: string, does: string): HTMLElement =>
  el('tr', {}, el('th', { scope: 'row' }, el('kbd', {}, keys)), el('td', {}, does));

const table = (): HTMLElement =>
  el(
    'table',
    {},
    el(
      'thead',
      {},
      el('tr', {}, el('th', { scope: 'col' }, words.key), el('th', { scope: 'col' }, words.does)),
    ),
    el(
      'tbody',
      {},
      row(words.sendKeys, words.send),
      row('Enter', words.newline),
      row(words.textsKeys, words.texts),
      row('Esc', words.escape),
      ...listIds.map((list, index) => row(String(index + 1), words.list(labels.lists.names[list]))),
      ...keysOfCommands.map(([key, command]) => row(key.toUpperCase(), words.commands[command])),
    ),
  );

/** Every key there is, and the switch that turns the single letters off. */
export const showHelp = ({ singleKeys, setSingleKeys }: HelpPorts): void => {
  const { dialog, body } = openDialog(words.heading, 'help');
  const box = el('input', { type: 'checkbox', checked: singleKeys });
  box.addEventListener('change', () => setSingleKeys(box.checked));
  body.append(
    el('label', { class: 'option' }, box, words.singleKeys),
    el('p', { class: 'hint' }, words.singleNote),
    table(),
    el(
      'div',
      { class: 'buttons' },
      button(labels.dialogs.closeHelp, () => dialog.close(), 'primary'),
    ),
  );
  dialog.showModal();
};
