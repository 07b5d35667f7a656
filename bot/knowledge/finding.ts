/** Something wrong in a knowledge file, told to an editor: where it is and what to do about it. */
export interface Finding {
  /** Path from the project's root with `/`, such as `knowledge/articles/invite-resend.md`. */
  file: string;
  /** From 1. */
  line: number;
  /** Japanese, for editors: what is wrong and what to do. */
  message: string;
  /** With an error the files are not served; a warning only asks for attention. */
  severity: 'error' | 'warning';
  /** True when approving the text mends it. */
  awaitsApproval?: true;
}

export const formatFinding = ({ file, line, message, severity }: Finding): string =>
  `${file}:${line}: ${severity === 'warning' ? '（注意）' : ''}${message}`;

export const errorsOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => finding.severity === 'error');

/** By file, then line: the order in which an editor walks through them. */
export const inReadingOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message));

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
