import { button } from '../../browser/element.ts';
import { pictureLabels as words } from '../labels/picture.ts';
import { insertAt } from '../text/insert-at.ts';
import { pictureIn } from './picture-in.ts';
import { putPicture, type NamedPicture } from './picture-markdown.ts';

/** Asks an editor for a picture, or for what a pasted one shows; null when they thought better of it. */
export type AskForPicture = (pasted: Blob | null) => Promise<NamedPicture | null>;

/** A button that puts a picture into a field's text; pasting one does the same. */
export const pictureTool = (field: HTMLTextAreaElement, ask: AskForPicture): HTMLButtonElement => {
  const put = async (pasted: Blob | null): Promise<void> => {
    const caret = field.selectionEnd;
    const picture = await ask(pasted);
    if (picture) insertAt(field, putPicture(field.value, caret, picture));
  };
  field.addEventListener('paste', (event) => {
    const pasted = pictureIn(event.clipboardData);
    if (!pasted) return;
    event.preventDefault();
    void put(pasted);
  });
  return button(words.insert, () => void put(null));
};
