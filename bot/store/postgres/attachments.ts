import { z } from 'zod';
import { requirePlace } from '../attachment-place.ts';
import { isConversationId } from '../conversation-id.ts';
import type { AttachmentPlace, AttachmentStore } from '../port.ts';
import type { Database } from './database.ts';

const bytesRows = z.array(z.object({ bytes: z.instanceof(Buffer) }));
const placeRows = z.array(z.object({ conversation_id: z.string(), id: z.string() }));
const countRows = z.tuple([z.object({ removed: z.int() })]);

const valuesOf = ({ conversationId, id }: AttachmentPlace): string[] => [conversationId, id];

/**
 * Pictures as rows beside their conversations, with which they go. Writing one needs its conversation's row,
 * and so must not be awaited by a change of it.
 */
export class PostgresAttachments implements AttachmentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async put(place: AttachmentPlace, bytes: Uint8Array): Promise<void> {
    requirePlace(place);
    await this.#database.write('put-attachment', [...valuesOf(place), Buffer.from(bytes)]);
  }

  async read(place: AttachmentPlace): Promise<Buffer | null> {
    requirePlace(place);
    const [row] = bytesRows.parse(await this.#database.query('read-attachment', valuesOf(place)));
    return row?.bytes ?? null;
  }

  async settle(place: AttachmentPlace): Promise<void> {
    requirePlace(place);
    await this.#database.write('settle-attachment', valuesOf(place));
  }

  async doubt(place: AttachmentPlace): Promise<void> {
    requirePlace(place);
    await this.#database.write('doubt-attachment', valuesOf(place));
  }

  async remove(place: AttachmentPlace): Promise<void> {
    requirePlace(place);
    await this.#database.write('remove-attachment', valuesOf(place));
  }

  async removeAll(conversationId: string): Promise<number> {
    if (!isConversationId(conversationId)) return 0;
    const [{ removed }] = countRows.parse(await this.#database.write('remove-attachments', [conversationId]));
    return removed;
  }

  async doubtful(forMs: number): Promise<AttachmentPlace[]> {
    const rows = placeRows.parse(await this.#database.query('doubtful-attachments', [forMs]));
    return rows.map(({ conversation_id: conversationId, id }) => ({ conversationId, id }));
  }
}
