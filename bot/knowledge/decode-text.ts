import type { Finding } from './finding.ts';

/** Larger files are refused unread: parsing one must not hold up the desk. */
export const maxFileBytes = 256 * 1024;
/**
 * The same for an article or a wording: some 10,000 characters, fourteen times what a phone can show well. Markdown
 * of brackets that are never closed takes time by its length squared, and editors see each keystroke checked.
 * Sane: 16 to 64 KB.
 */
export const maxPageBytes = 32 * 1024;

export interface DecodedText {
  /** LF line ends, no byte order mark; null when the file must not be read further. */
  text: string | null;
  findings: Finding[];
}

const conflictMark = /^(?:<{7}|>{7}) /m;
/** All but tab and line feed: what copying from other programs leaves behind. */
const controlCharacter = /(?![\t\n])\p{Cc}/u;

/** The bytes of a knowledge file as text. A byte order mark and CRLF are normal on Windows and simply dropped. */
export function decodeText(file: string, bytes: Uint8Array, maxBytes = maxFileBytes): DecodedText {
  const refuse = (line: number, message: string): DecodedText => ({
    text: null,
    findings: [{ file, line, message, severity: 'error' }],
  });
  if (bytes.length > maxBytes) {
    return refuse(1, `ファイルが大きすぎます（上限は${maxBytes / 1024}KBです）。内容を分けてください。`);
  }
  const text = decodeUtf8(bytes);
  if (text === null) {
    return refuse(
      lineOfBrokenByte(bytes),
      '文字コードがUTF-8ではありません。エディターの「名前を付けて保存」などで、UTF-8を選んで保存し直してください。',
    );
  }
  const conflict = conflictMark.exec(text);
  if (conflict) {
    return refuse(
      lineAt(text, conflict.index),
      'Gitの競合の印（<<<<<<< や >>>>>>>）が残っています。どちらの内容を残すか決めて、印の行を消してください。',
    );
  }
  const control = controlCharacter.exec(text);
  if (control) {
    return refuse(
      lineAt(text, control.index),
      '目に見えない制御文字が入っています。この行を書き直してください。',
    );
  }
  return { text, findings: [] };
}

/** Line number, from 1, of a position in a text with LF line ends. */
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const normaliseLineEnds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return normaliseLineEnds(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** A lenient decoder puts U+FFFD where the fatal one stopped; a file may hold a real U+FFFD before it, which is as wrong. */
function lineOfBrokenByte(bytes: Uint8Array): number {
  const lenient = normaliseLineEnds(new TextDecoder('utf-8').decode(bytes));
  return lineAt(lenient, lenient.indexOf('\uFFFD'));
}
