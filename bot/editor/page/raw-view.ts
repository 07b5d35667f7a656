import { pageLabels as words } from '../labels/page.ts';
import { textArea } from '../view/fields.ts';
import type { TextView, TextViewPorts } from './form-view.ts';
import { selectLine } from './select-line.ts';

/** The whole file as it is written. */
export const rawView = ({ changed }: Pick<TextViewPorts, 'changed'>): TextView => {
  const { element, input } = textArea(words.rawField, 30);
  input.classList.add('raw');
  input.addEventListener('input', () => changed(input.value));
  return {
    element,
    show: (text) => {
      input.value = text;
    },
    goTo: (_text, line) => selectLine(input, line - 1),
  };
};
