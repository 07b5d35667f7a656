import { systemClock } from '../../clock.ts';
import { emptyHead } from '../../domain/audit.ts';
import type { AuditEntry, AuditHead, AuditRow } from '../../domain/audit.ts';
import { chained, stamped } from '../audit-chain.ts';
import { auditMatcher } from '../audit-match.ts';
import type { AuditLog, AuditPage, AuditPlace, AuditSearch } from '../port.ts';
import { storageUnavailable } from '../storage-errors.ts';

/** An audit log that lasts as long as the process: for tests. */
export class MemoryAuditLog implements AuditLog {
  readonly #rows: AuditRow[] = [];
  #outage: string | null = null;

  /** Plays a medium that takes no writes, such as a full disk, until called with null. */
  setOutage(reason: string | null): void {
    this.#outage = reason;
  }

  async record(entry: AuditEntry): Promise<void> {
    const ready = stamped(entry, systemClock.now());
    if (this.#outage !== null) throw storageUnavailable(this.#outage);
    this.#rows.push(...chained(this.#head(), [ready]));
  }

  async search(search: AuditSearch): Promise<AuditPage> {
    const matches = auditMatcher(search);
    const found = this.#rows
      .filter((row) => (search.before === null || row.number < search.before) && matches(row))
      .toReversed();
    const rows = found.slice(0, search.limit);
    return {
      rows: structuredClone(rows),
      next: found.length > rows.length ? (rows.at(-1)?.number ?? null) : null,
    };
  }

  async head(): Promise<AuditHead> {
    return this.#head();
  }

  async *walk(): AsyncIterable<AuditPlace> {
    for (const row of this.#rows) yield { place: `row ${row.number}`, row: structuredClone(row) };
  }

  #head(): AuditHead {
    const { number, hash } = this.#rows.at(-1) ?? emptyHead;
    return { number, hash };
  }
}
