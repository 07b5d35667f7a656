import { createHash } from 'node:crypto';
import { auditEntrySchema, auditText, emptyHead } from '../domain/audit.ts';
import type { AuditEntry, AuditHead, AuditRow } from '../domain/audit.ts';
import type { AuditPlace } from './port.ts';

/** An entry with the time at which it was given to the log. */
export interface StampedEntry {
  entry: AuditEntry;
  at: Date;
}

/** @throws Error on a fault of the caller: what could not be read back, or has room for personal data. */
export const stamped = (entry: AuditEntry, at: Date): StampedEntry => ({
  entry: auditEntrySchema.parse(entry),
  at,
});

const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256').update(auditText(row)).digest('hex');

/** The rows of these entries behind `head`. */
export const chained = (head: AuditHead, entries: readonly StampedEntry[]): AuditRow[] => {
  let last = head;
  return entries.map(({ entry, at }) => {
    const row = {
      number: last.number + 1,
      at: at.toISOString(),
      ...entry,
      previousHash: last.hash,
    };
    const next = { ...row, hash: hashOf(row) };
    last = next;
    return next;
  });
};

/** The first thing that does not fit, and where. */
export interface Misfit {
  place: string;
  reason: string;
}

export interface Verified {
  /** Rows from the beginning that fit. */
  rows: number;
  /** The last of them. */
  head: AuditHead;
  misfit: Misfit | null;
}

/** Why a row cannot stand behind `head`; null when it can. */
const whyNot = (row: AuditRow, head: AuditHead): string | null => {
  if (row.number !== head.number + 1)
    return `row ${row.number} stands where ${head.number + 1} belongs: rows were removed, inserted or put in another order`;
  if (row.previousHash !== head.hash)
    return `row ${row.number} does not follow from the row before it: one of them was replaced`;
  return row.hash === hashOf(row)
    ? null
    : `row ${row.number} was changed: its hash is not that of its content`;
};

/** Why the log cannot be the one that had this head; null when it can. Rows before it are known to fit. */
const whyNotAnchored = (row: AuditRow, anchors: readonly AuditHead[]): string | null =>
  anchors.some(({ number, hash }) => number === row.number && hash !== row.hash)
    ? `row ${row.number} is not the one whose hash was noted: it, or one before it, was changed and the rest made anew`
    : null;

/**
 * Walks the chain to the first row that does not fit. The chain alone cannot tell whether rows are missing
 * at its end, nor whether somebody who can write made it anew: `anchors`, heads that were noted before,
 * can.
 */
export const verifyChain = async (
  places: AsyncIterable<AuditPlace>,
  anchors: readonly AuditHead[],
): Promise<Verified> => {
  let head = emptyHead;
  for await (const found of places) {
    const reason =
      'fault' in found ? found.fault : (whyNot(found.row, head) ?? whyNotAnchored(found.row, anchors));
    if (reason !== null) return { rows: head.number, head, misfit: { place: found.place, reason } };
    if ('row' in found) head = { number: found.row.number, hash: found.row.hash };
  }
  return { rows: head.number, head, misfit: missingEnd(head, anchors) };
};

const missingEnd = (head: AuditHead, anchors: readonly AuditHead[]): Misfit | null => {
  const most = Math.max(0, ...anchors.map(({ number }) => number));
  if (most <= head.number) return null;
  const reason = `the log ends with row ${head.number}, but ${most} were there: rows were removed from its end`;
  return { place: 'the end', reason };
};
