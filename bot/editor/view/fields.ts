import { el } from '../../browser/element.ts';

let count = 0;

/** An id that no other element has. */
export const newId = (name: string): string => {
  count += 1;
  return `${name}-${count}`;
};

interface Field<Input> {
  element: HTMLElement;
  input: Input;
}

const described = (input: HTMLElement, hint: string | undefined): HTMLElement | null => {
  if (hint === undefined) return null;
  const id = newId('hint');
  input.setAttribute('aria-describedby', id);
  return el('p', { class: 'hint', id }, hint);
};

/** Label, hint and input as one field. */
export const fieldOf = <Input extends HTMLElement>(
  label: string,
  input: Input,
  hint?: string,
): Field<Input> => {
  if (input.id === '') input.id = newId('field');
  const said = described(input, hint);
  return {
    input,
    element: el('div', { class: 'field' }, el('label', { for: input.id }, label), said, input),
  };
};

export const textField = (label: string, type = 'text', hint?: string): Field<HTMLInputElement> =>
  fieldOf(label, el('input', { type, autocomplete: 'off' }), hint);

export const textArea = (label: string, rows: number, hint?: string): Field<HTMLTextAreaElement> =>
  fieldOf(label, el('textarea', { rows, spellcheck: 'false' }), hint);

export interface Option {
  value: string;
  label: string;
}

export const selectField = (label: string, options: readonly Option[]): Field<HTMLSelectElement> =>
  fieldOf(label, el('select', {}, ...options.map(({ value, label: text }) => el('option', { value }, text))));

export const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export const checkField = (label: string, checked = false): Field<HTMLInputElement> => {
  const input = el('input', { type: 'checkbox' });
  input.checked = checked;
  return { input, element: el('label', { class: 'option' }, input, el('span', {}, label)) };
};

/** One a line; blank lines and spaces around mean nothing. */
export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
