import { el } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import { pictureTool } from '../picture/picture-tool.ts';
import { textArea } from '../view/fields.ts';
import type { TextView, TextViewPorts } from './form-view.ts';
import { selectLine } from './select-line.ts';

/** The whole file as it is written. */
export const rawView = ({
  changed,
  askForPicture,
}: Pick<TextViewPorts, 'changed' | 'askForPicture'>): TextView => {
  const { element, input } = textArea(words.rawField, 30);
  input.classList.add('raw');
  if (askForPicture) input.before(el('div', { class: 'tools' }, pictureTool(input, askForPicture)));
  input.addEventListener('input', () => changed(input.value));
  return {
    element,
    show: (text) => {
      input.value = text;
    },
    goTo: (_text, line) => selectLine(input, line - 1),
  };
};
