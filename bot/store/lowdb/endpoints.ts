import { endpointSchema, type WebhookEndpoint } from '../../domain/webhook.ts';
import type { WebhookEndpoints } from '../port.ts';
import type { Files } from './files.ts';
import { endpointsFile, endpointsFileSchema, endpointsLockName, type EndpointsFile } from './layout.ts';
import type { Processes } from './processes.ts';
import { SharedFile } from './shared-file.ts';
import { ShortLock } from './short-lock.ts';

/** Where webhooks go, in one file with their secrets, readable by its owner only; see `LowdbAgents` on the lock. */
export class LowdbEndpoints implements WebhookEndpoints {
  readonly #file: SharedFile<EndpointsFile>;
  readonly #lock: ShortLock;

  constructor(system: { files: Files; processes: Processes }, root: string) {
    const place = { files: system.files, root, file: endpointsFile, schema: endpointsFileSchema };
    this.#file = new SharedFile(place, { format: 1, endpoints: [] });
    this.#lock = new ShortLock(system, root, endpointsLockName);
  }

  async list(): Promise<WebhookEndpoint[]> {
    const { endpoints } = await this.#file.read();
    return structuredClone(endpoints);
  }

  async add(endpoint: WebhookEndpoint): Promise<void> {
    const checked = endpointSchema.parse(endpoint);
    await this.#lock.run(async () => {
      const { endpoints } = await this.#file.read();
      if (endpoints.some(({ id }) => id === checked.id))
        throw new Error(`There is a webhook endpoint ${checked.id}`);
      await this.#file.write({ format: 1, endpoints: [...endpoints, checked] });
    });
  }

  async change(
    id: string,
    change: (current: WebhookEndpoint) => WebhookEndpoint,
  ): Promise<WebhookEndpoint | null> {
    return this.#lock.run(async () => {
      const endpoints = await this.list();
      const current = endpoints.find((endpoint) => endpoint.id === id);
      if (!current) return null;
      const changed = endpointSchema.parse(change(structuredClone(current)));
      const others = endpoints.map((endpoint) => (endpoint === current ? changed : endpoint));
      await this.#file.write({ format: 1, endpoints: others });
      return structuredClone(changed);
    });
  }

  async remove(id: string): Promise<boolean> {
    return this.#lock.run(async () => {
      const { endpoints } = await this.#file.read();
      const rest = endpoints.filter((endpoint) => endpoint.id !== id);
      if (rest.length === endpoints.length) return false;
      await this.#file.write({ format: 1, endpoints: rest });
      return true;
    });
  }
}
