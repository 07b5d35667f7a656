/**
 * The most recently used values, up to `limit`. Those that `inUse` says true of are never dropped,
 * so that the limit can be exceeded by as many as are in use at once.
 */
export class Recent<V> {
  readonly #values = new Map<string, V>();
  readonly #limit: number;
  readonly #inUse: (key: string) => boolean;

  constructor(limit: number, inUse: (key: string) => boolean) {
    this.#limit = limit;
    this.#inUse = inUse;
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    // A Map iterates in the order of insertion: putting it in again makes it the newest.
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Without counting it as used. */
  peek(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#trim();
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  #trim(): void {
    let surplus = this.#values.size - this.#limit;
    if (surplus <= 0) return;
    for (const key of this.#values.keys()) {
      if (surplus <= 0) return;
      if (this.#inUse(key)) continue;
      this.#values.delete(key);
      surplus -= 1;
    }
  }
}
