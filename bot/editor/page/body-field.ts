import { button, el } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import { markings, markUp, type Marking } from '../text/markdown-help.ts';
import { textArea } from '../view/fields.ts';

/** So that Ctrl+Z takes it back, which setting `value` would not allow; no other way keeps the field's history. */
const insert = (field: HTMLTextAreaElement, text: string): void => {
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

const apply = (field: HTMLTextAreaElement, marking: Marking): void => {
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  const made = markUp({ text, start, end }, marking);
  field.focus();
  field.setSelectionRange(made.from, made.to);
  insert(field, made.insert);
  field.setSelectionRange(made.start, made.end);
};

/** The body with buttons for what its Markdown can say. */
export const bodyField = (): { element: HTMLElement; input: HTMLTextAreaElement } => {
  const { element, input } = textArea(words.body, 16, words.bodyHint);
  input.setAttribute('aria-keyshortcuts', 'Control+S');
  const tools = el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': words.toolbar },
    ...markings.map((marking) => button(words.markings[marking], () => apply(input, marking))),
  );
  input.before(tools);
  return { element, input };
};
