/** Those who listen. One that throws neither stops the others nor undoes what they hear of. */
export class Listeners<T> {
  readonly #listeners = new Set<(heard: T) => void>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Returns the way to stop. */
  add(listener: (heard: T) => void): () => void {
    // Wrapped, so that one function added twice is heard twice and each is removed on its own.
    const entry = (heard: T): void => listener(heard);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  emit(heard: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(heard);
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
