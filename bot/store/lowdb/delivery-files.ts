import path from 'node:path';
import type { Delivery } from '../../domain/webhook.ts';
import { DurableJson, asUnavailable, temporarySuffix } from './durable-json.ts';
import type { Files } from './files.ts';
import { deliveryFileSchema, outboxFolder } from './layout.ts';

/** Where a delivery lies: to be tried, or given up. */
export type Shelf = 'pending' | 'failed';

/** What a delivery's file name says, so that a start lists names and reads no file. */
export interface DeliveryName {
  name: string;
  endpointId: string;
  conversationId: string;
  seq: number;
  id: string;
}

const namePattern = /^([a-z0-9_]+)\.([A-Za-z0-9_-]+)\.(\d+)\.([A-Za-z0-9_-]+)\.json$/;

const parseName = (name: string): DeliveryName[] => {
  const [, endpointId, conversationId, seq, id] = namePattern.exec(name) ?? [];
  return endpointId && conversationId && seq && id
    ? [{ name, endpointId, conversationId, seq: Number(seq), id }]
    : [];
};

export const nameOf = ({ endpointId, event, id }: Delivery): string =>
  `${endpointId}.${event.data.conversationId}.${event.data.seq}.${id}.json`;

/** Where who asks for another try leaves a name; see `LowdbDeliveries`. */
const retryFolder = 'retry';

/** The files of the outbox, one a delivery. Its folders come with the first one: most have no webhooks. */
export class DeliveryFiles {
  readonly #files: Files;
  readonly #root: string;
  readonly #made = new Set<string>();

  constructor(place: { files: Files; root: string }) {
    this.#files = place.files;
    this.#root = place.root;
  }

  async names(shelf: Shelf): Promise<DeliveryName[]> {
    return (await this.#list(shelf)).flatMap(parseName);
  }

  /** Half-written ones that a crash left. */
  async clearHalfWritten(): Promise<void> {
    for (const shelf of ['pending', 'failed'] as const) {
      const halves = (await this.#list(shelf)).filter((name) => name.endsWith(temporarySuffix));
      for (const name of halves) await this.remove(shelf, name);
    }
  }

  /** Null when there is no such file. @throws AppError `storage-damaged`, `storage-unavailable` */
  async read(shelf: Shelf, name: string): Promise<Delivery | null> {
    return (await this.#json(shelf, name).read())?.delivery ?? null;
  }

  /** Durable when it resolves. @throws AppError `storage-unavailable` */
  async write(shelf: Shelf, delivery: Delivery): Promise<void> {
    await this.#make(shelf);
    await this.#json(shelf, nameOf(delivery)).write({ format: 1, delivery });
  }

  /** Need not be durable: what comes back after a crash is delivered twice. */
  async remove(shelf: Shelf, name: string): Promise<void> {
    try {
      await this.#files.remove(this.#path(shelf, name));
    } catch (error) {
      throw asUnavailable(error, `removing ${outboxFolder}/${shelf}/${name}`);
    }
  }

  /** Makes what was removed durable. */
  async syncRemoved(shelf: Shelf): Promise<void> {
    await this.#files.syncFolder(this.#path(shelf)).catch((error: unknown) => {
      throw asUnavailable(error, `syncing ${outboxFolder}/${shelf}`);
    });
  }

  async askRetry(id: string): Promise<void> {
    await this.#make(retryFolder);
    try {
      const file = await this.#files.create(this.#path(retryFolder, id));
      await file.close();
      await this.#files.syncFolder(this.#path(retryFolder));
    } catch (error) {
      throw asUnavailable(error, `marking ${outboxFolder}/${retryFolder}/${id}`);
    }
  }

  async retries(): Promise<string[]> {
    return this.#list(retryFolder);
  }

  async clearRetry(id: string): Promise<void> {
    await this.#files.remove(this.#path(retryFolder, id)).catch(() => {});
  }

  #json(shelf: Shelf, name: string) {
    const file = `${outboxFolder}/${shelf}/${name}`;
    return new DurableJson({ files: this.#files, folder: this.#root, file, schema: deliveryFileSchema });
  }

  async #list(folder: string): Promise<string[]> {
    try {
      return (await this.#files.list(this.#path(folder))) ?? [];
    } catch (error) {
      throw asUnavailable(error, `listing ${outboxFolder}/${folder}`);
    }
  }

  async #make(folder: string): Promise<void> {
    if (this.#made.has(folder)) return;
    try {
      await this.#files.makeFolder(this.#path(folder));
      await this.#files.syncFolder(path.join(this.#root, outboxFolder));
      await this.#files.syncFolder(this.#root);
    } catch (error) {
      throw asUnavailable(error, `making ${outboxFolder}/${folder}`);
    }
    this.#made.add(folder);
  }

  #path(folder: string, name = ''): string {
    return path.join(this.#root, outboxFolder, folder, name);
  }
}
