/**
 * Remembers what was made of a file for as long as its bytes live, so that a reload parses only what
 * changed. Keyed by the identity of the bytes: a changed file arrives in a new array.
 */
export class FileMemo<T> {
  readonly #made = new WeakMap<Uint8Array, { path: string; value: T }>();
  readonly #make: (path: string, bytes: Uint8Array) => T;

  constructor(make: (path: string, bytes: Uint8Array) => T) {
    this.#make = make;
  }

  get(path: string, bytes: Uint8Array): T {
    const known = this.#made.get(bytes);
    if (known?.path === path) return known.value;
    const value = this.#make(path, bytes);
    this.#made.set(bytes, { path, value });
    return value;
  }
}
