import { z } from 'zod';
import { systemClock } from '../../clock.ts';
import { auditRowSchema } from '../../domain/audit.ts';
import type { AuditEntry, AuditHead, AuditRow } from '../../domain/audit.ts';
import { chained, stamped } from '../audit-chain.ts';
import type { StampedEntry } from '../audit-chain.ts';
import { Gathered } from '../gathered.ts';
import type { AuditLog, AuditPage, AuditPlace, AuditSearch } from '../port.ts';
import { storageDamaged } from '../storage-errors.ts';
import type { Database } from './database.ts';

/** The most rows that one transaction adds; sane: 50 to 1,000. */
const mostTogether = 200;
/** Rows read at a time when all are walked; sane: 100 to 10,000. */
const walkedTogether = 1_000;

const headRows = z.tuple([z.object({ number: z.int().nonnegative(), hash: z.string() })]);
const storedRows = z.array(
  z
    .object({ number: z.number(), previous_hash: z.string() })
    .loose()
    .transform(({ previous_hash, ...row }) => ({ ...row, previousHash: previous_hash })),
);

/**
 * The audit log as a table, one chain for all instances. What makes them wait for each other is the lock of
 * the head's row, in transactions of their own that add rows and do nothing else: within the transactions
 * of the desk it would let one commit wait for the other's disk. An instance adds everything that came
 * while its last transaction was under way at once, on a connection that nothing else needs.
 */
export class PostgresAuditLog implements AuditLog {
  readonly #database: Database;
  readonly #gathered: Gathered<StampedEntry>;

  constructor(database: Database) {
    this.#database = database;
    this.#gathered = new Gathered(mostTogether, (entries) => this.#append(entries));
  }

  async record(entry: AuditEntry): Promise<void> {
    await this.#gathered.add(stamped(entry, systemClock.now()));
  }

  async head(): Promise<AuditHead> {
    return headRows.parse(await this.#database.query('audit-head'))[0];
  }

  async search({ acts, actor, subject, since, before, limit }: AuditSearch): Promise<AuditPage> {
    // One more than wanted tells whether there are more.
    const values = [acts, actor, subject, since?.toISOString() ?? null, before, limit + 1];
    const found = storedRows.parse(await this.#database.query('search-audit-log', values)).map(readRow);
    const rows = found.slice(0, limit);
    return { rows, next: found.length > limit ? (rows.at(-1)?.number ?? null) : null };
  }

  async *walk(): AsyncIterable<AuditPlace> {
    for (let after = 0; ;) {
      const rows = storedRows.parse(await this.#database.query('walk-audit-log', [after, walkedTogether]));
      for (const stored of rows) {
        const place = `audit_log number ${stored.number}`;
        const row = auditRowSchema.safeParse(stored).data;
        yield row ? { place, row } : { place, fault: 'it is no row: it was changed or damaged' };
      }
      const last = rows.at(-1);
      if (!last) return;
      after = last.number;
    }
  }

  async #append(entries: StampedEntry[]): Promise<void> {
    await this.#database.transactionApart(async (session) => {
      const [head] = headRows.parse(await session.query('lock-audit-head'));
      const rows = chained(head, entries);
      const last = rows.at(-1) ?? head;
      await session.query('add-audit-rows', [JSON.stringify(rows), last.number, last.hash]);
    });
  }
}

/** @throws AppError `storage-damaged` */
const readRow = (stored: z.infer<typeof storedRows>[number]): AuditRow => {
  const parsed = auditRowSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw storageDamaged(`audit_log number ${stored.number} in the database`, 'unexpected content');
};
