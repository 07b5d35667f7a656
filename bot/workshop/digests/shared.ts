/**
 * One object for all that are alike: of a thousand questions that were answered in the same hour each digest
 * then holds a pointer, where a copy each would take ten times the memory.
 */
export class Shared<T extends object> {
  readonly #known = new Map<string, T>();

  of(value: T): T {
    const key = JSON.stringify(value);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, value);
    return value;
  }

  clear(): void {
    this.#known.clear();
  }
}
