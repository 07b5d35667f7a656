import type { Replacement } from './markdown-help.ts';

/** So that Ctrl+Z takes it back, which setting `value` would not allow; no other way keeps the field's history. */
const insert = (field: HTMLTextAreaElement, text: string): void => {
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Makes a change in a field as if it were typed. */
export const insertAt = (field: HTMLTextAreaElement, made: Replacement): void => {
  field.focus();
  field.setSelectionRange(made.from, made.to);
  insert(field, made.insert);
  field.setSelectionRange(made.start, made.end);
};
