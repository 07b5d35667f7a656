import { auditRowSchema } from '../../domain/audit.ts';
import type { AuditRow } from '../../domain/audit.ts';

const fileName = /^\d{12}-\d{4}-\d{2}\.jsonl$/;

export const isAuditFile = (name: string): boolean => fileName.test(name);

/** `2026-11` */
export const monthOf = (at: string): string => at.slice(0, 'YYYY-MM'.length);

/** Named by its first row, so that the order of the names is that of the chain, and by the month for people. */
export const auditFileName = ({ number, at }: Pick<AuditRow, 'number' | 'at'>): string =>
  `${String(number).padStart(12, '0')}-${monthOf(at)}.jsonl`;

export const monthOfFile = (name: string): string => name.slice('000000000000-'.length, -'.jsonl'.length);

export const auditLine = (row: AuditRow): string => `${JSON.stringify(row)}\n`;

/** The row of a line, or null: every character of a row is ASCII, so that a damaged byte makes none. */
export const readAuditLine = (line: string): AuditRow | null => {
  try {
    return auditRowSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
};

export interface AuditLines {
  /** Those that end with a line feed. */
  lines: string[];
  /** Their bytes. */
  size: number;
  /** Bytes behind them: of a write that is under way, or that a crash cut off and nobody was told of. */
  torn: number;
}

export const splitAuditLines = (text: string): AuditLines => {
  const size = text.lastIndexOf('\n') + 1;
  const lines = size === 0 ? [] : text.slice(0, size - 1).split('\n');
  return { lines, size, torn: text.length - size };
};
