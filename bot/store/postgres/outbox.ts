import { z } from 'zod';
import { deliverySchema, type Delivery } from '../../domain/webhook.ts';
import type { Outbox } from '../port.ts';
import { storageDamaged } from '../storage-errors.ts';
import type { Database, Session } from './database.ts';

const instant = z.date().transform((date) => date.toISOString());
const deliveryRows = z.array(
  z.object({
    id: z.string(),
    endpoint_id: z.string(),
    event: z.unknown(),
    started_at: instant,
    attempts: z.int(),
    next_at: instant.nullable(),
    last_failure: z.string().nullable(),
  }),
);
const idRows = z.array(z.object({ id: z.string() }));
const countRows = z.array(z.object({ endpoint_id: z.string(), pending: z.int() }));

/** @throws AppError `storage-damaged` */
const readDelivery = (row: z.infer<typeof deliveryRows>[number]): Delivery => {
  const parsed = deliverySchema.safeParse({
    id: row.id,
    endpointId: row.endpoint_id,
    event: row.event,
    startedAt: row.started_at,
    attempts: row.attempts,
    nextAt: row.next_at,
    lastFailure: row.last_failure,
  });
  if (parsed.success) return parsed.data;
  throw storageDamaged(`webhook delivery ${row.id} in the database`, 'unexpected content');
};

/** Puts deliveries into the outbox, within the transaction of the session. */
export const addDeliveries = async (session: Session, deliveries: readonly Delivery[]): Promise<void> => {
  if (deliveries.length > 0) await session.query('add-deliveries', [JSON.stringify(deliveries)]);
};

/** Deliveries in PostgreSQL, given out to any instance. Of the time that each has one, all clocks are believed. */
export class PostgresOutbox implements Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(deliveries: readonly Delivery[]): Promise<void> {
    await this.#database.transaction((session) => addDeliveries(session, deliveries));
  }

  async take(of: { endpointId: string; now: Date; until: Date }): Promise<Delivery | null> {
    const values = [of.endpointId, of.now.toISOString(), of.until.toISOString()];
    const [row] = deliveryRows.parse(await this.#database.write('take-delivery', values));
    return row ? readDelivery(row) : null;
  }

  async remove(id: string): Promise<void> {
    await this.#database.write('remove-delivery', [id]);
  }

  async note({ id, attempts, nextAt, lastFailure }: Delivery): Promise<void> {
    await this.#database.write('note-delivery', [id, attempts, nextAt, lastFailure]);
  }

  async giveUp(endpointId: string, reason: string): Promise<number> {
    return (await this.#database.write('give-up-deliveries', [endpointId, reason])).length;
  }

  async list(of: { endpointId: string; failed: boolean; limit: number }): Promise<Delivery[]> {
    const rows = await this.#database.query('list-deliveries', [of.endpointId, of.failed, of.limit]);
    return deliveryRows.parse(rows).map(readDelivery);
  }

  async retry(id: string, now: Date): Promise<boolean> {
    const rows = await this.#database.write('retry-delivery', [id, now.toISOString()]);
    return idRows.parse(rows).length > 0;
  }

  async backlog(): Promise<Map<string, number>> {
    const rows = countRows.parse(await this.#database.query('count-deliveries'));
    return new Map(rows.map(({ endpoint_id, pending }) => [endpoint_id, pending]));
  }

  async ofConversation(id: string): Promise<Delivery[]> {
    return deliveryRows.parse(await this.#database.query('deliveries-of', [id])).map(readDelivery);
  }

  async forgetConversation(id: string): Promise<number> {
    return (await this.#database.write('forget-deliveries', [id])).length;
  }

  async tidy(before: Date): Promise<void> {
    await this.#database.write('tidy-deliveries', [before.toISOString()]);
  }
}
