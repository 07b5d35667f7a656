import type { EventView } from '../../web/wire.ts';

/** Others' words; a change of state that says nothing has nothing to read. */
const isHeard = (event: EventView): boolean =>
  event.type === 'message' ? event.from !== 'customer' : event.type === 'status' && event.blocks.length > 0;

/** Counts what others said while the window was closed. */
export class Unread {
  readonly #tell: (count: number) => void;
  readonly #onNews: () => void;
  #latest = 0;
  #seen = 0;
  #shown = true;
  #count = 0;

  /**
   * @param tell hears how many there are
   * @param onNews others have said something that was not known before, whether the window is open or not
   */
  constructor(tell: (count: number) => void, onNews: () => void) {
    this.#tell = tell;
    this.#onNews = onNews;
  }

  /** @param known numbers of what an earlier page has shown */
  see(events: readonly EventView[], known: ReadonlySet<number>): void {
    const heard = events.filter(isHeard).map(({ seq }) => seq);
    const before = this.#latest;
    this.#latest = Math.max(0, ...heard);
    if (this.#latest > before && !known.has(this.#latest)) this.#onNews();
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
