import { el, show } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import { fieldAt, readFields } from '../text/front-matter.ts';
import { newId } from '../view/fields.ts';
import { formView, isKey, type TextViewPorts } from './form-view.ts';
import { rawView } from './raw-view.ts';

type Mode = 'form' | 'raw';
const modes: readonly Mode[] = ['form', 'raw'];

export interface TextEditor {
  element: HTMLElement;
  text(): string;
  /** Puts another text in, from outside. */
  set(text: string): void;
  /** Leads to a line of the file, from 1. */
  goTo(line: number): void;
}

const switcher = (chosen: (mode: Mode) => void) => {
  const name = newId('mode');
  const inputs = modes.map((mode) => {
    const input = el('input', { type: 'radio', name, value: mode });
    input.addEventListener('change', () => chosen(mode));
    return { mode, input };
  });
  const options = inputs.map(({ mode, input }) => el('label', { class: 'option' }, input, words[mode]));
  return {
    element: el('fieldset', { class: 'modes' }, el('legend', { class: 'sr-only' }, words.modes), ...options),
    check: (mode: Mode): void => {
      for (const each of inputs) each.input.checked = each.mode === mode;
    },
  };
};

/** The same text in two views; the file's text is what counts. */
export const textEditor = (ports: Omit<TextViewPorts, 'text'>, beginning: string): TextEditor => {
  let text = beginning;
  let mode: Mode = 'form';
  const changed = (next: string): void => {
    text = next;
    ports.changed(next);
  };
  const views = {
    form: formView({ ...ports, text: () => text, changed }),
    raw: rawView({ ...ports, changed }),
  };
  const turn = (to: Mode): void => {
    mode = to;
    views[mode].show(text);
    modes.forEach((each) => show(views[each].element, each === mode));
    modeSwitch.check(mode);
  };
  const modeSwitch = switcher(turn);
  // What no form can show is written as a file.
  turn(readFields(text) === null ? 'raw' : 'form');
  return {
    element: el('div', { class: 'text-editor' }, modeSwitch.element, views.form.element, views.raw.element),
    text: () => text,
    set: (next) => {
      text = next;
      turn(mode);
    },
    goTo: (line) => {
      const field = fieldAt(text, line);
      // A line that no field shows.
      if (readFields(text) === null || (field && !isKey(field.key))) turn('raw');
      views[mode].goTo(text, line);
    },
  };
};
