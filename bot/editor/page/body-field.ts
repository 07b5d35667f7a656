import { button, el } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import { pictureTool, type AskForPicture } from '../picture/picture-tool.ts';
import { insertAt } from '../text/insert-at.ts';
import { markings, markUp, type Marking } from '../text/markdown-help.ts';
import { textArea } from '../view/fields.ts';

const apply = (field: HTMLTextAreaElement, marking: Marking): void => {
  const { value: text, selectionStart: start, selectionEnd: end } = field;
  insertAt(field, markUp({ text, start, end }, marking));
};

/** The body with buttons for what its Markdown can say. `askForPicture`: null where there can be none. */
export const bodyField = (
  askForPicture: AskForPicture | null,
): { element: HTMLElement; input: HTMLTextAreaElement } => {
  const hint = askForPicture ? words.bodyHint : words.wordingBodyHint;
  const { element, input } = textArea(words.body, 16, hint);
  input.setAttribute('aria-keyshortcuts', 'Control+S');
  const tools = el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': words.toolbar },
    ...markings.map((marking) => button(words.markings[marking], () => apply(input, marking))),
    askForPicture && pictureTool(input, askForPicture),
  );
  input.before(tools);
  return { element, input };
};
