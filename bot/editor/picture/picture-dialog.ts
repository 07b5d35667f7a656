import { el, setAttributes, setText, show } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';
import { Problem } from '../../browser/problem.ts';
import type { Api } from '../api.ts';
import { pictureLabels as words, pictureProblems } from '../labels/picture.ts';
import { problemText } from '../problem-text.ts';
import { fieldOf, textField } from '../view/fields.ts';
import type { NewPictureResponse } from '../wire-types.ts';
import { pictureIn } from './picture-in.ts';
import type { NamedPicture } from './picture-markdown.ts';

const TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];
/** As the server says, which reads no more. */
const MOST_BYTES = 8 * 1024 * 1024;

const refusalOf = ({ type, size }: Blob): string | null => {
  if (!TYPES.includes(type)) return words.wrongType;
  return size > MOST_BYTES ? words.tooLarge : null;
};

const failureText = (error: unknown): string =>
  (error instanceof Problem ? pictureProblems[error.code] : undefined) ?? problemText(error);

interface Upload {
  element: HTMLElement;
  /** The picture as the server made it; a sentence that says why there is none. */
  picture(): NewPictureResponse | string;
  send(file: Blob): Promise<void>;
}

/** The picture on its way to the server, and as it came out of it. The last one that was chosen counts. */
const upload = (api: Api, path: string): Upload => {
  const status = el('p', { class: 'aside', role: 'status' });
  const image = el('img', { alt: '', hidden: true });
  let made: NewPictureResponse | string = words.missing.picture;
  let latest: Blob | null = null;
  const say = (text: string, isRefusal = false): void => {
    status.className = isRefusal ? 'failure' : 'aside';
    setText(status, text);
  };
  const finish = (file: Blob, result: NewPictureResponse | string): void => {
    if (latest !== file) return;
    made = result;
    if (typeof result === 'string') {
      say(result, true);
      return;
    }
    const { address: src, width, height } = result;
    setAttributes(image, { src, width, height });
    show(image, true);
    say(words.ready(width, height, Math.ceil(result.bytes / 1024)));
  };
  const send = async (file: Blob): Promise<void> => {
    latest = file;
    show(image, false);
    const refusal = refusalOf(file);
    if (refusal !== null) {
      finish(file, refusal);
      return;
    }
    made = words.missing.sending;
    say(words.sending);
    finish(file, await api.addPicture(path, file).catch(failureText));
  };
  return { element: el('div', { class: 'new-picture' }, status, image), picture: () => made, send };
};

/** Asks for a picture and for what it shows; null when they thought better of it. `given`: already pasted. */
export const askForPicture = async (
  api: Api,
  path: string,
  given: Blob | null,
): Promise<NamedPicture | null> => {
  const file = fieldOf(words.file, el('input', { type: 'file', accept: TYPES.join(',') }), words.paste);
  const alt = textField(words.alt, 'text', words.altHint);
  alt.input.maxLength = 200;
  const { element, picture, send } = upload(api, path);
  file.input.addEventListener('change', () => {
    const chosen = file.input.files?.[0];
    if (chosen) void send(chosen);
  });
  const problem = (): string | null => {
    const made = picture();
    if (typeof made === 'string') return made;
    return alt.input.value.trim() === '' ? words.missing.alt : null;
  };
  const asked = ask({
    heading: words.heading,
    content: [file.element, element, alt.element, el('p', { class: 'hint' }, words.privacy)],
    submit: words.submit,
    check: problem,
  });
  element.closest('dialog')?.addEventListener('paste', (event) => {
    const pasted = pictureIn(event.clipboardData);
    if (pasted) void send(pasted);
  });
  if (given) void send(given);
  const made = (await asked) ? picture() : null;
  return made === null || typeof made === 'string' ? null : { alt: alt.input.value, name: made.name };
};
