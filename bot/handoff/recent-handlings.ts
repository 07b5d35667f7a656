import { handlingsOf, type Handling } from '../domain/handling.ts';
import type { ConversationStore } from '../store/port.ts';

/** Conversations of the desk that are looked at for it. Sane: 20 to 100; each is read from the store. */
const mostRead = 50;
/** What lies further back says little of today. Days, sane: 3 to 30. */
const recentDays = 14;
/** How old what is known may be before it is read anew (ms). Sane: 30,000 to 300,000. */
const freshMs = 60_000;

const DAY_MS = 24 * 60 * 60 * 1000;

interface Parts {
  store: Pick<ConversationStore, 'search'>;
  /** Milliseconds of a clock that nobody sets. */
  monotonicMs(): number;
  /** Takes what failed; what was known before goes on being used. */
  failed(error: unknown): void;
}

const lastTurn = ({ turns }: Handling): number => turns.at(-1)?.to.getTime() ?? 0;

/** How the desk's conversations were handled of late, read at most once a minute however many ask. */
export class RecentHandlings {
  readonly #parts: Parts;
  #known: Handling[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Those that ended within two weeks before `now`, the newest first. */
  async until(now: Date): Promise<Handling[]> {
    if (this.#parts.monotonicMs() - this.#readAt > freshMs) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = null;
      });
      await this.#reading;
    }
    const oldest = now.getTime() - recentDays * DAY_MS;
    return this.#known.filter((handling) => lastTurn(handling) >= oldest);
  }

  async #read(): Promise<void> {
    // Also after a failure: a store that is away is not asked by everybody who waits.
    this.#readAt = this.#parts.monotonicMs();
    try {
      const { conversations } = await this.#parts.store.search({ scope: 'all', text: '', limit: mostRead });
      const handlings = conversations.flatMap(({ events }) => handlingsOf(events));
      this.#known = handlings.toSorted((left, right) => lastTurn(right) - lastTurn(left));
    } catch (error) {
      this.#parts.failed(error);
    }
  }
}
