interface Waiting<T> {
  value: T;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Writes what comes while a write is under way together with the next one: of a crowd, each waits for two
 * writes at most, however many it is, and the medium is synced once for all of them.
 */
export class Gathered<T> {
  readonly #write: (values: T[]) => Promise<void>;
  readonly #most: number;
  #waiting: Waiting<T>[] = [];
  #writing = false;

  /** `most`: values in one write. */
  constructor(most: number, write: (values: T[]) => Promise<void>) {
    this.#most = most;
    this.#write = write;
  }

  /** Resolves or rejects with the write that the value was part of. Order is kept. */
  add(value: T): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ value, done, failed });
      if (!this.#writing) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, this.#most);
      try {
        await this.#write(together.map(({ value }) => value));
        for (const { done } of together) done();
      } catch (error) {
        for (const { failed } of together) failed(error);
      }
    }
    this.#writing = false;
  }
}
