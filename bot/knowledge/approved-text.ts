import { createHash } from 'node:crypto';

/** What is approved of an article or wording: the question and the words of the answer. */
export interface ApprovableText {
  title: string;
  /** Markdown, LF line ends, trimmed. */
  body: string;
}

/**
 * The one spelling of an approved text: what `knowledge/approved/<id>/<version>.md` holds and what
 * is hashed, so that an auditor can check it with `sha256sum`.
 */
export const formatApprovedText = ({ title, body }: ApprovableText): string => `# ${title}\n\n${body}\n`;

/** Back from the file; null when it is not one of ours. The body begins on line 3. */
export function parseApprovedText(text: string): ApprovableText | null {
  const parts = /^# ([^\n]+)\n\n([^]*)\n$/.exec(text);
  const [, title, body] = parts ?? [];
  return title === undefined || body === undefined ? null : { title, body };
}

/** Hex. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

export const approvedTextPath = (id: string, version: number): string =>
  `knowledge/approved/${id}/${version}.md`;
