import { readdirSync, readFileSync } from 'node:fs';

/** Every query is a file of its own in `sql/`; this is the list of their names. */
const names = [
  'add-audit-rows',
  'add-deliveries',
  'add-endpoint',
  'audit-head',
  'change-conversation',
  'change-endpoint',
  'changes-since',
  'count-deliveries',
  'create-agent',
  'create-conversation',
  'create-token',
  'deliveries-of',
  'doubt-attachment',
  'doubtful-attachments',
  'end-sessions',
  'end-tokens',
  'find-agent',
  'find-session',
  'find-token',
  'forget-deliveries',
  'give-up-deliveries',
  'hear-signs',
  'hint',
  'hinting-session',
  'is-empty',
  'list-agents',
  'list-deliveries',
  'list-endpoints',
  'list-migrations',
  'list-tokens',
  'listen',
  'listen-passing',
  'lock-agent',
  'lock-audit-head',
  'lock-conversation',
  'lock-endpoint',
  'lock-migrations',
  'make-migrations',
  'note-delivery',
  'note-token-use',
  'pass',
  'present',
  'put-attachment',
  'read-attachment',
  'read-conversations',
  'ready',
  'record-migration',
  'remove-agent',
  'remove-attachment',
  'remove-attachments',
  'remove-conversation',
  'remove-delivery',
  'remove-endpoint',
  'remove-expired-sessions',
  'remove-session',
  'remove-token',
  'replace-events',
  'retry-delivery',
  'save-agent',
  'save-session',
  'search',
  'search-audit-log',
  'select-by-age',
  'select-of-customer',
  'select-since',
  'server',
  'settle-attachment',
  'take-delivery',
  'tell-signs',
  'tidy-deliveries',
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
