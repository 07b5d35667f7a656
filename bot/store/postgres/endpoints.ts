import { z } from 'zod';
import { endpointSchema, type WebhookEndpoint } from '../../domain/webhook.ts';
import type { WebhookEndpoints } from '../port.ts';
import { storageDamaged } from '../storage-errors.ts';
import type { Database } from './database.ts';

const endpointRows = z.array(z.object({ id: z.string(), endpoint: z.unknown() }));

/** @throws AppError `storage-damaged` */
const readEndpoint = ({ id, endpoint }: z.infer<typeof endpointRows>[number]): WebhookEndpoint => {
  const parsed = endpointSchema.safeParse(endpoint);
  if (parsed.success && parsed.data.id === id) return parsed.data;
  throw storageDamaged(`webhook endpoint ${id} in the database`, 'unexpected content');
};

/** Where webhooks go, in PostgreSQL. */
export class PostgresEndpoints implements WebhookEndpoints {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<WebhookEndpoint[]> {
    return endpointRows.parse(await this.#database.query('list-endpoints')).map(readEndpoint);
  }

  async add(endpoint: WebhookEndpoint): Promise<void> {
    const checked = endpointSchema.parse(endpoint);
    const values = [checked.id, checked.createdAt, JSON.stringify(checked)];
    await this.#database.write('add-endpoint', values);
  }

  async change(
    id: string,
    change: (current: WebhookEndpoint) => WebhookEndpoint,
  ): Promise<WebhookEndpoint | null> {
    return this.#database.transaction(async (session) => {
      const [row] = endpointRows.parse(await session.query('lock-endpoint', [id]));
      if (!row) return null;
      const changed = endpointSchema.parse(change(readEndpoint(row)));
      await session.query('change-endpoint', [id, JSON.stringify(changed)]);
      return changed;
    });
  }

  async remove(id: string): Promise<boolean> {
    return (await this.#database.write('remove-endpoint', [id])).length > 0;
  }
}
