import { AppError } from '../errors.ts';

/** Longest message a person may write, in graphemes (promises.md, "Input"). */
export const longestMessage = 1000;

/** Longest comment of a survey, in graphemes. Sane: 200 to 1,000; a story belongs into the conversation. */
export const longestComment = 500;

/** UTF-16 units that a grapheme may take; a text of more than all may take is not even counted. */
const unitsPerGrapheme = 4;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const refusal = (code: string, message: string): AppError => new AppError({ code, status: 400, message });

// NUL and the other C0 controls but tab and line feed: nobody types them, and tokenizers stumble over them.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Zero-width and other format characters alone are as empty as blanks. */
const visible = /[^\s\p{Cf}]/u;

/**
 * What a person wrote as it may be stored: NFC, LF, without blanks around it, 1 to `longest` graphemes.
 * @throws AppError 400 `message-invalid`, `message-empty` or `message-too-long`.
 */
export const messageText = (raw: string, longest = longestMessage): string => {
  if (!raw.isWellFormed()) throw refusal('message-invalid', 'the text holds half of a surrogate pair');
  const text = raw.replaceAll('\r\n', '\n').normalize('NFC').trim();
  if (controls.test(text)) throw refusal('message-invalid', 'the text holds control characters');
  if (!visible.test(text)) throw refusal('message-empty', 'the text is empty');
  if (text.length > longest * unitsPerGrapheme || [...graphemes.segment(text)].length > longest) {
    throw refusal('message-too-long', `the text is longer than ${longest} characters`);
  }
  return text;
};
