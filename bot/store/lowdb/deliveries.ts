import type { Delivery } from '../../domain/webhook.ts';
import type { Deliveries } from '../port.ts';
import type { DeliveryFiles, Shelf } from './delivery-files.ts';

/**
 * The outbox as the `webhook` command sees it beside a running server: it reads the files, which are always
 * whole, and asks for another try by leaving the delivery's id in a folder that the server looks into. So
 * the server alone changes what it has in memory.
 */
export class LowdbDeliveries implements Deliveries {
  readonly #files: DeliveryFiles;

  constructor(files: DeliveryFiles) {
    this.#files = files;
  }

  async list(of: { endpointId: string; failed: boolean; limit: number }): Promise<Delivery[]> {
    const failed = await this.#onShelf('failed', of);
    const pending = of.failed ? [] : await this.#onShelf('pending', of);
    return [...failed, ...pending]
      .toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
      .slice(0, of.limit);
  }

  async retry(id: string): Promise<boolean> {
    const names = [...(await this.#files.names('pending')), ...(await this.#files.names('failed'))];
    if (!names.some((name) => name.id === id)) return false;
    await this.#files.askRetry(id);
    return true;
  }

  async #onShelf(shelf: Shelf, of: { endpointId: string; limit: number }): Promise<Delivery[]> {
    const names = (await this.#files.names(shelf)).filter(({ endpointId }) => endpointId === of.endpointId);
    const found: Delivery[] = [];
    for (const { name } of names.slice(0, of.limit)) {
      const delivery = await this.#files.read(shelf, name);
      // Delivered since its name was listed.
      if (delivery) found.push(delivery);
    }
    return found;
  }
}
