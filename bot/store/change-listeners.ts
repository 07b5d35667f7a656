import type { ConversationChange } from './port.ts';

/** Those who listen to changes. One that throws neither stops the others nor undoes the change. */
export class ChangeListeners {
  readonly #listeners = new Set<(change: ConversationChange) => void>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  add(listener: (change: ConversationChange) => void): () => void {
    // Wrapped, so that one function added twice is heard twice and each is removed on its own.
    const entry = (change: ConversationChange): void => listener(change);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  emit(change: ConversationChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
