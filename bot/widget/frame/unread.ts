import type { Item } from './items.ts';

/** Counts what others said while the window was closed. */
export class Unread {
  readonly #tell: (count: number) => void;
  #latest = 0;
  #seen = 0;
  #shown = true;
  #count = 0;

  constructor(tell: (count: number) => void) {
    this.#tell = tell;
  }

  see(items: readonly Item[]): void {
    const heard = items.map((item) =>
      item.type === 'day' || item.type === 'customer' ? 0 : (item.seq ?? 0),
    );
    this.#latest = Math.max(0, ...heard);
    // Numbers start again with a new conversation.
    if (this.#shown || this.#latest < this.#seen) this.#seen = this.#shown ? this.#latest : 0;
    this.#report(heard.filter((seq) => seq > this.#seen).length);
  }

  shown(): void {
    this.#shown = true;
    this.#seen = this.#latest;
    this.#report(0);
  }

  hidden(): void {
    this.#shown = false;
  }

  #report(count: number): void {
    if (count !== this.#count) this.#tell(count);
    this.#count = count;
  }
}
