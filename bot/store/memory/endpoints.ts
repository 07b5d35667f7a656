import { endpointSchema, type WebhookEndpoint } from '../../domain/webhook.ts';
import type { WebhookEndpoints } from '../port.ts';

/** Endpoints that last as long as the process: for tests. */
export class MemoryEndpoints implements WebhookEndpoints {
  readonly #endpoints = new Map<string, WebhookEndpoint>();

  async list(): Promise<WebhookEndpoint[]> {
    return [...this.#endpoints.values()].map((endpoint) => structuredClone(endpoint));
  }

  async add(endpoint: WebhookEndpoint): Promise<void> {
    const checked = endpointSchema.parse(endpoint);
    if (this.#endpoints.has(checked.id)) throw new Error(`There is a webhook endpoint ${checked.id}`);
    this.#endpoints.set(checked.id, checked);
  }

  async change(
    id: string,
    change: (current: WebhookEndpoint) => WebhookEndpoint,
  ): Promise<WebhookEndpoint | null> {
    const current = this.#endpoints.get(id);
    if (!current) return null;
    const changed = endpointSchema.parse(change(structuredClone(current)));
    this.#endpoints.set(id, changed);
    return structuredClone(changed);
  }

  async remove(id: string): Promise<boolean> {
    return this.#endpoints.delete(id);
  }
}
