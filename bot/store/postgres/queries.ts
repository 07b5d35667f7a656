import { readdirSync, readFileSync } from 'node:fs';

/** Every query is a file of its own in `sql/`; this is the list of their names. */
const names = [
  'add-audit-rows',
  'audit-head',
  'change-conversation',
  'changes-since',
  'create-conversation',
  'create-token',
  'end-sessions',
  'end-tokens',
  'find-agent',
  'find-session',
  'find-token',
  'hear-signs',
  'hint',
  'hinting-session',
  'is-empty',
  'list-agents',
  'list-migrations',
  'list-tokens',
  'listen',
  'lock-agent',
  'lock-audit-head',
  'lock-conversation',
  'lock-migrations',
  'make-migrations',
  'note-token-use',
  'present',
  'read-conversations',
  'ready',
  'record-migration',
  'remove-agent',
  'remove-expired-sessions',
  'remove-session',
  'remove-token',
  'replace-events',
  'save-agent',
  'save-session',
  'search',
  'search-audit-log',
  'server',
  'tell-signs',
  'version',
  'versions-at-desk',
  'walk-audit-log',
  'writing-session',
] as const;
export type QueryName = (typeof names)[number];

const folder = new URL('./sql/', import.meta.url);

/** Read when the adapter is loaded: a missing file ends the start and not a turn. */
const texts = new Map(names.map((name) => [name, readFileSync(new URL(`${name}.sql`, folder), 'utf8')]));

/** A query as the driver takes it; its name lets the server keep the plan for the connection's life. */
export const query = (name: QueryName, values: readonly unknown[] = []) => ({
  name,
  text: texts.get(name) ?? '',
  values: [...values],
});

export interface Migration {
  number: number;
  name: string;
  text: string;
}

const migrationsFolder = new URL('./migrations/', import.meta.url);

/** In the order in which they are applied: `0001-conversations.sql` … */
export const readMigrations = (): Migration[] =>
  readdirSync(migrationsFolder)
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .toSorted()
    .map((name) => ({
      number: Number.parseInt(name, 10),
      name,
      text: readFileSync(new URL(name, migrationsFolder), 'utf8'),
    }));
