import path from 'node:path';
import { systemClock } from '../../clock.ts';
import { emptyHead } from '../../domain/audit.ts';
import type { AuditEntry, AuditHead, AuditRow } from '../../domain/audit.ts';
import { chained, stamped } from '../audit-chain.ts';
import type { StampedEntry } from '../audit-chain.ts';
import { auditMatcher } from '../audit-match.ts';
import { Gathered } from '../gathered.ts';
import type { AuditLog, AuditPage, AuditPlace, AuditSearch } from '../port.ts';
import { storageDamaged } from '../storage-errors.ts';
import {
  auditFileName,
  auditLine,
  isAuditFile,
  monthOf,
  monthOfFile,
  readAuditLine,
  splitAuditLines,
} from './audit-lines.ts';
import type { AuditLines } from './audit-lines.ts';
import { asUnavailable } from './durable-json.ts';
import type { Files } from './files.ts';
import { auditFolder } from './layout.ts';
import type { ShortLock } from './short-lock.ts';

/** A file that has grown over this is followed by another. Sane: 1 to 64 MiB; each is read whole. */
const usualFileBytes = 4 * 1024 * 1024;

/** The most rows that one write holds; sane: 50 to 1,000. */
const mostTogether = 200;

/** The most rows that one search reads, some 20 MB; then the next page goes on. Sane: 10,000 to 200,000. */
const mostSearched = 50_000;

/** By how much a row may be older than one before it: who waits for the lock was stamped before. */
const mostWaitMs = 60_000;

/** Where the log ends. */
interface End {
  /** Null before the first file. */
  file: string | null;
  /** As the file was when this was found out: another process may have added since. */
  version: string | null;
  /** Bytes of its whole lines. */
  size: number;
  torn: number;
  /** Lines at its end that cannot be read. */
  damaged: number;
  head: AuditHead;
  /** Whether the file's name is known to survive a power cut. */
  named: boolean;
}

interface Parts {
  files: Files;
  /** The data folder. */
  root: string;
  /** Held for each write: the server and the commands beside it add to one chain. */
  lock: ShortLock;
  /** Hears of a line that cannot be read. */
  report: (error: unknown) => void;
  /** Replaced in tests. */
  fileBytes?: number;
}

/**
 * The audit log as files of JSON lines that are only added to, one chain over all of them. A row is synced
 * before its entry is acknowledged, so that what a crash can cut off at the end was never acknowledged.
 */
export class LowdbAuditLog implements AuditLog {
  readonly #parts: Parts;
  readonly #folder: string;
  readonly #gathered: Gathered<StampedEntry>;
  #known: End | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#folder = path.join(parts.root, auditFolder);
    this.#gathered = new Gathered(mostTogether, (entries) =>
      parts.lock.run(() => this.#unavailable('writing', () => this.#append(entries))),
    );
  }

  async record(entry: AuditEntry): Promise<void> {
    await this.#gathered.add(stamped(entry, systemClock.now()));
  }

  async head(): Promise<AuditHead> {
    return this.#unavailable('reading', async () => (await this.#end()).head);
  }

  async search(search: AuditSearch): Promise<AuditPage> {
    const matches = auditMatcher(search);
    const oldest = search.since && new Date(search.since.getTime() - mostWaitMs).toISOString();
    const rows: AuditRow[] = [];
    let read = 0;
    for await (const row of this.#newestFirst()) {
      if (search.before !== null && row.number >= search.before) continue;
      if (rows.length === search.limit || read === mostSearched) return { rows, next: row.number + 1 };
      if (oldest !== null && row.at < oldest) break;
      read += 1;
      if (matches(row)) rows.push(row);
    }
    return { rows, next: null };
  }

  async *walk(): AsyncIterable<AuditPlace> {
    const names = await this.#unavailable('reading', () => this.#names());
    for (const [index, name] of names.entries()) {
      const { lines, torn } = await this.#read(name);
      for (const [at, line] of lines.entries()) {
        const place = `${auditFolder}/${name} line ${at + 1}`;
        const row = readAuditLine(line);
        yield row ? { place, row } : { place, fault: 'it is no row: it was changed or damaged' };
      }
      // At the very end it is a write under way, or one that was never acknowledged.
      if (torn > 0 && index < names.length - 1)
        yield { place: `${auditFolder}/${name}`, fault: 'its last line is cut off' };
    }
  }

  async *#newestFirst(): AsyncIterable<AuditRow> {
    for (const name of (await this.#unavailable('reading', () => this.#names())).toReversed()) {
      const { lines } = await this.#read(name);
      for (const line of lines.toReversed()) {
        const row = readAuditLine(line);
        if (row) yield row;
      }
    }
  }

  /** Only under the lock. */
  async #append(entries: StampedEntry[]): Promise<void> {
    const end = await this.#end();
    if (end.file !== null && end.torn > 0) await this.#cut(end.file, end.size);
    if (end.damaged > 0)
      this.#parts.report(storageDamaged(`${auditFolder}/${end.file}`, 'a line of the audit log is no row'));
    const rows = chained(end.head, [...findings(end), ...entries]);
    const [first] = rows;
    if (!first) return;
    const file = this.#fits(end, first) ? end.file : null;
    await this.#write(
      file === null ? { ...end, file: auditFileName(first), size: 0, named: false } : { ...end, file },
      rows,
    );
  }

  /** Whether a row is added to the last file; a file holds rows of one month, as far as they come in order. */
  #fits({ file, size }: End, { at }: AuditRow): boolean {
    const { fileBytes = usualFileBytes } = this.#parts;
    return file !== null && size < fileBytes && monthOfFile(file) === monthOf(at);
  }

  async #write({ file, size, named }: End & { file: string }, rows: AuditRow[]): Promise<void> {
    const { files, root } = this.#parts;
    const text = rows.map(auditLine).join('');
    this.#known = null;
    try {
      if (!named) await files.makeFolder(this.#folder);
      await this.#put(file, size, text);
      if (!named) await files.syncFolder(this.#folder);
      if (!named) await files.syncFolder(root);
    } catch (error) {
      // Here and not before the next write: meanwhile a command may have added to what is taken back.
      await this.#cut(file, size).catch(() => {});
      throw error;
    }
    const { number, hash } = rows.at(-1) ?? emptyHead;
    this.#known = {
      file,
      version: await this.#version(file),
      size: size + text.length,
      torn: 0,
      damaged: 0,
      head: { number, hash },
      named: true,
    };
  }

  async #put(file: string, size: number, text: string): Promise<void> {
    const opened = await this.#parts.files.openAt(path.join(this.#folder, file), size);
    try {
      await opened.write(text);
      await opened.sync();
    } finally {
      await opened.close();
    }
  }

  /** Takes away what stands behind `size` bytes: it was acknowledged to nobody. */
  async #cut(file: string, size: number): Promise<void> {
    await this.#put(file, size, '');
  }

  async #end(): Promise<End> {
    const names = await this.#names();
    const file = names.at(-1) ?? null;
    if (file === null)
      return { file, version: null, size: 0, torn: 0, damaged: 0, head: emptyHead, named: false };
    const version = await this.#version(file);
    if (this.#known?.file === file && this.#known.version === version) return this.#known;
    const { lines, size, torn } = await this.#read(file);
    const readable = lastReadable(lines);
    const damaged = lines.length - 1 - readable.index;
    const head = readable.head ?? (await this.#headBefore(names.slice(0, -1)));
    return { file, version, size, torn, damaged, head, named: false };
  }

  /** The last row of earlier files. */
  async #headBefore(names: string[]): Promise<AuditHead> {
    for (const name of names.toReversed()) {
      const { head } = lastReadable((await this.#read(name)).lines);
      if (head) return head;
    }
    return emptyHead;
  }

  async #names(): Promise<string[]> {
    return ((await this.#parts.files.list(this.#folder)) ?? []).filter(isAuditFile).toSorted();
  }

  async #read(name: string): Promise<AuditLines> {
    return this.#unavailable('reading', async () => {
      const bytes = await this.#parts.files.readBytes(path.join(this.#folder, name));
      // A character each, so that what a crash left can be looked at.
      return splitAuditLines(bytes?.toString('latin1') ?? '');
    });
  }

  #version(file: string): Promise<string | null> {
    return this.#parts.files.version(path.join(this.#folder, file));
  }

  async #unavailable<T>(doing: string, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      throw asUnavailable(error, `${doing} the audit log`);
    }
  }
}

const found = (act: 'log-mended' | 'log-damaged', details: AuditEntry['details']): StampedEntry =>
  stamped({ actor: 'system', act, subject: null, details }, systemClock.now());

/** What is found at the end of the log before something is added to it, as entries of its own. */
const findings = ({ torn, damaged }: End): StampedEntry[] => [
  ...(torn > 0 ? [found('log-mended', { bytes: torn })] : []),
  ...(damaged > 0 ? [found('log-damaged', { lines: damaged })] : []),
];

/** The last line that is a row, and its place; -1 when none is. */
const lastReadable = (lines: readonly string[]): { index: number; head: AuditHead | null } => {
  for (const [index, line] of [...lines.entries()].toReversed()) {
    const row = readAuditLine(line);
    if (row) return { index, head: { number: row.number, hash: row.hash } };
  }
  return { index: -1, head: null };
};
