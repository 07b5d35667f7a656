import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryConfig, type QueryResult } from 'pg';
import { z } from 'zod';
import { Listeners } from '../listeners.ts';
import type { ConversationChange } from '../port.ts';
import { connectionTo } from './database.ts';
import { asUnavailable } from './failures.ts';
import { queriesInTurn } from './queries-in-turn.ts';
import { query } from './queries.ts';

/**
 * How often the changes of other instances are looked for (ms), hints or none. Twice within the promised
 * second. Sane: 200 to 1,000; a look costs the server some 0.1 ms.
 */
const lookMs = 400;
/** A look that takes longer has lost its connection; then a new one is tried for. */
const answerMs = 2_000;
/** Changes within this time travel in one hint. */
const gatherMs = 5;
/** A hint's payload must stay below 8,000 bytes; a change in it takes at most 98. */
const mostInHint = 80;
/** As in `sql/listen-passing.sql` and `sql/pass.sql`. */
const passingChannel = 'madoguchi_passing';
/** Conversations whose last change is remembered, so that a change is told once. Forgotten ones are told twice. */
const mostRemembered = 10_000;

/** Id, revision, last number (a removed conversation has none), whether it was ever at the desk. */
const changesSchema = z.array(z.tuple([z.string(), z.int(), z.int().nullable(), z.boolean()]));
type Changes = z.infer<typeof changesSchema>;
const looked = z.tuple([z.object({ next: z.string(), changes: changesSchema })]);
const begun = z.tuple([z.object({ next: z.string() })]);

/** The connection of the looks and of the hints. */
interface Line {
  client: Client;
  ask(query: QueryConfig): Promise<QueryResult>;
}

/** A change with its number among the changes of its conversation. */
export interface NumberedChange extends ConversationChange {
  revision: number;
}

interface Parts {
  url: string;
  report: (error: unknown) => void;
  /** False: neither sends nor hears hints, so that tests see what the looks alone do. */
  hints: boolean;
}

/**
 * Tells listeners of the changes of all instances. Own ones are told at once. Those of others are looked
 * for in the table; LISTEN and NOTIFY only make it quicker, since a notification is lost with its connection.
 * NOTIFY is sent after the change's transaction and not in it: in it, it would make all commits of the
 * server wait for each other's disk writes.
 */
export class ChangeFeed {
  readonly #parts: Parts;
  readonly #listeners: Listeners<ConversationChange>;
  /** The last change told of each conversation. */
  readonly #told = new Map<string, number>();
  readonly #passed: Listeners<string>;
  readonly #closing = new AbortController();
  #pending: Changes = [];
  #line: Line | null = null;
  /** The transaction at which the next look begins. */
  #next = '';
  #running: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#listeners = new Listeners<ConversationChange>(parts.report);
    this.#passed = new Listeners<string>(parts.report);
  }

  /** Resolves when no later change can be missed. */
  async open(): Promise<void> {
    const line = await this.#connect();
    const [{ next }] = begun.parse((await line.ask(query('present'))).rows);
    this.#next = next;
    this.#running = this.#follow(line);
  }

  onChange(listener: (change: ConversationChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** A change of our own, that is durable. */
  announce({ conversationId, revision, seq, everAtDesk }: NumberedChange): void {
    this.#tell([[conversationId, revision, seq, everAtDesk]]);
    if (!this.#parts.hints) return;
    this.#pending.push([conversationId, revision, seq, everAtDesk]);
    if (this.#pending.length === 1) setTimeout(() => this.#sendHints(), gatherMs);
  }

  /** Tells all instances, this one too, what nobody keeps; without a connection nobody hears it. */
  pass(payload: string): void {
    this.#line?.ask(query('pass', [payload])).catch(() => {});
  }

  /** Hears what is passed. Returns the way to stop. */
  onPassed(listener: (payload: string) => void): () => void {
    return this.#passed.add(listener);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  /** Looks until the end; a lost connection is made anew, and the first look then finds what was missed. */
  async #follow(first: Line): Promise<void> {
    let line: Line | null = first;
    while (!this.#closing.signal.aborted) {
      line = await this.#lookWith(line);
      // The end cuts the pause short.
      await sleep(lookMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
    this.#line = null;
    discard(line?.client);
  }

  /** The connection for the next look, or null when it is lost. */
  async #lookWith(known: Line | null): Promise<Line | null> {
    let line = known;
    try {
      line ??= await this.#connect();
      await this.#look(line);
      return line;
    } catch (error) {
      // Once an outage: that there still is none is no news.
      if (known) this.#parts.report(asUnavailable(error, 'listening for changes'));
      this.#line = null;
      discard(line?.client);
      return null;
    }
  }

  async #connect(): Promise<Line> {
    const client = new Client({ ...connectionTo(this.#parts.url), query_timeout: answerMs });
    // The next look meets the same failure and deals with it; unheard, it would end the process.
    client.on('error', () => {});
    client.on('notification', ({ channel, payload }) => {
      if (channel === passingChannel) this.#passed.emit(payload ?? '');
      else this.#hear(payload);
    });
    try {
      await client.connect();
      await client.query(query('hinting-session'));
      if (this.#parts.hints) {
        await client.query(query('listen'));
        await client.query(query('listen-passing'));
      }
    } catch (error) {
      discard(client);
      throw error;
    }
    this.#line = { client, ask: queriesInTurn(client) };
    return this.#line;
  }

  async #look({ ask }: Line): Promise<void> {
    const [{ next, changes }] = looked.parse((await ask(query('changes-since', [this.#next]))).rows);
    this.#next = next;
    this.#tell(changes);
  }

  /** Anybody who may connect may notify, so what is no hint of ours is passed over. */
  #hear(payload = ''): void {
    const parsed = hintSchema.safeParse(payload);
    if (parsed.success) this.#tell(parsed.data);
  }

  #sendHints(): void {
    const changes = this.#pending;
    this.#pending = [];
    for (let from = 0; from < changes.length; from += mostInHint) {
      const hint = JSON.stringify(changes.slice(from, from + mostInHint));
      // Without a connection there is no hint: the others' next look finds the change.
      this.#line?.ask(query('hint', [hint])).catch(() => {});
    }
  }

  #tell(changes: Changes): void {
    for (const [conversationId, revision, seq, everAtDesk] of changes) {
      if (revision <= (this.#told.get(conversationId) ?? 0)) continue;
      this.#remember(conversationId, revision);
      this.#listeners.emit({ conversationId, seq, everAtDesk });
    }
  }

  #remember(id: string, revision: number): void {
    this.#told.delete(id);
    this.#told.set(id, revision);
    if (this.#told.size <= mostRemembered) return;
    const [oldest] = this.#told.keys();
    if (oldest !== undefined) this.#told.delete(oldest);
  }
}

const hintSchema = z
  .string()
  .transform((payload, context) => {
    try {
      return JSON.parse(payload) as unknown;
    } catch {
      context.addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(changesSchema);

/** Without a wait: the server may never answer. */
const discard = (client: Client | undefined): void => {
  client?.end().catch(() => {});
};
