import { parsePlace, placeName, requirePlace } from '../attachment-place.ts';
import type { AttachmentPlace, AttachmentStore } from '../port.ts';

/** Pictures that last as long as the process: for tests. */
export class MemoryAttachments implements AttachmentStore {
  readonly #bytes = new Map<string, Buffer>();
  /** Since when a place is in doubt, by the process's monotonic clock. */
  readonly #doubts = new Map<string, number>();
  readonly #requireOpen: () => void;

  /** `requireOpen` throws once the store is closed, or while its medium takes no writes. */
  constructor(requireOpen: () => void) {
    this.#requireOpen = requireOpen;
  }

  async put(place: AttachmentPlace, bytes: Uint8Array): Promise<void> {
    await this.doubt(place);
    this.#bytes.set(placeName(place), Buffer.from(bytes));
  }

  async read(place: AttachmentPlace): Promise<Buffer | null> {
    requirePlace(place);
    const bytes = this.#bytes.get(placeName(place));
    return bytes ? Buffer.from(bytes) : null;
  }

  async settle(place: AttachmentPlace): Promise<void> {
    this.#doubts.delete(placeName(place));
  }

  async doubt(place: AttachmentPlace): Promise<void> {
    requirePlace(place);
    this.#requireOpen();
    this.#doubts.set(placeName(place), performance.now());
  }

  async remove(place: AttachmentPlace): Promise<void> {
    this.#requireOpen();
    this.#bytes.delete(placeName(place));
    this.#doubts.delete(placeName(place));
  }

  async removeAll(conversationId: string): Promise<number> {
    const belongs = (name: string): boolean => parsePlace(name)?.conversationId === conversationId;
    const names = [...this.#bytes.keys()].filter(belongs);
    for (const name of names) this.#bytes.delete(name);
    for (const name of [...this.#doubts.keys()].filter(belongs)) this.#doubts.delete(name);
    return names.length;
  }

  async doubtful(forMs: number): Promise<AttachmentPlace[]> {
    const latest = performance.now() - forMs;
    return [...this.#doubts]
      .filter(([, since]) => since <= latest)
      .map(([name]) => parsePlace(name))
      .filter((place) => place !== null);
  }
}
