/**
 * Runs tasks of one key one after the other, in the order they came, and those of different keys
 * side by side. A rejected task does not stop the ones behind it. A key is forgotten with its last
 * task. A task that queues another of its own key and awaits it waits for ever.
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.#tails.get(key) ?? Promise.resolve()).then(task);
    const tail: Promise<void> = turn.then(
      () => this.#forget(key, tail),
      () => this.#forget(key, tail),
    );
    this.#tails.set(key, tail);
    return turn;
  }

  isBusy(key: string): boolean {
    return this.#tails.has(key);
  }

  /** Number of keys with a task running or waiting. */
  get size(): number {
    return this.#tails.size;
  }

  /** Resolves when every task queued so far has settled. */
  async settled(): Promise<void> {
    await Promise.all(this.#tails.values());
  }

  #forget(key: string, tail: Promise<void>): void {
    if (this.#tails.get(key) === tail) this.#tails.delete(key);
  }
}
