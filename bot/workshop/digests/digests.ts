import type { Conversation } from '../../domain/conversation.ts';
import { AppError } from '../../errors.ts';
import type { ConversationStore } from '../../store/port.ts';
import { conversationsSince } from '../conversations-since.ts';
import { customersFirst } from '../customers-first.ts';
import type { Occurrence } from '../figures/occurrence.ts';
import type { Use } from '../gaps/article-use.ts';
import { Mutex } from '../mutex.ts';
import { digestOf, type Digest } from './digest.ts';
import { Shared } from './shared.ts';

/** Read further back than asked, so that a page that begins some hours earlier does not read all anew (0–7 days). */
const furtherBackMs = 2 * 24 * 60 * 60_000;
/** Digests kept, at some 0.4 KB each; where there are more, each look reads all (100,000–1,000,000). */
const usualMostKept = 300_000;

interface Parts {
  store: Pick<ConversationStore, 'changedSince' | 'load' | 'onChange'>;
  mostKept?: number;
}

/**
 * What editors count of each conversation, in memory: the first look after a start reads all of the time that is
 * asked for, and a later one no more than what changed since. A change takes its digest away at once, so that
 * nothing of who is forgotten stays.
 */
export class Digests {
  readonly #parts: Required<Parts>;
  /** Two who look at once wait for one reading. */
  readonly #turns = new Mutex();
  readonly #kept = new Map<string, Digest>();
  readonly #changed = new Set<string>();
  readonly #occurrences = new Shared<Occurrence>();
  readonly #uses = new Shared<Use>();
  /** All that changed since then is kept, or among the changed; null before the first look. */
  #from: number | null = null;
  /** From then on there was more than may be kept. */
  #tooManyFrom = -Infinity;

  constructor({ store, mostKept = usualMostKept }: Parts) {
    this.#parts = { store, mostKept };
    store.onChange(({ conversationId }) => this.#note(conversationId));
  }

  /** Those of the conversations that changed since then, in no defined order; customers are served in between. */
  async *since(since: Date): AsyncGenerator<Digest> {
    const from = since.getTime();
    const isKept = await this.#turns.run(() => this.#renew(from));
    if (!isKept) {
      for await (const conversation of conversationsSince(this.#parts.store, since))
        yield digestOf(conversation);
      return;
    }
    const pause = customersFirst();
    // What another look reads meanwhile must not come a second time.
    const present = Array.from(this.#kept.values());
    for (const digest of present) {
      if (digest.changedAt >= from) yield digest;
      await pause();
    }
  }

  #note(id: string): void {
    this.#kept.delete(id);
    if (this.#from === null) return;
    this.#changed.add(id);
    // Where nobody looks for weeks, what changed meanwhile is not worth its memory: the next look reads all anew.
    if (this.#kept.size + this.#changed.size > this.#parts.mostKept) this.#forget();
  }

  /** Whether all since then is kept now. */
  async #renew(from: number): Promise<boolean> {
    if (from <= this.#tooManyFrom) return false;
    if (this.#from === null || from < this.#from) await this.#readAll(from - furtherBackMs);
    if (this.#from !== null) await this.#readChanged();
    return this.#from !== null;
  }

  async #readAll(from: number): Promise<void> {
    this.#forget();
    // From now on changes are noted; what is read before one of them is read once more.
    this.#from = from;
    try {
      if (await this.#keepAll(new Date(from))) return;
    } catch (error) {
      this.#forget();
      throw error;
    }
    this.#tooManyFrom = from + furtherBackMs;
    this.#forget();
  }

  /** False when there is more than may be kept. */
  async #keepAll(since: Date): Promise<boolean> {
    for await (const conversation of conversationsSince(this.#parts.store, since)) {
      this.#keep(conversation);
      if (this.#kept.size > this.#parts.mostKept) return false;
    }
    return true;
  }

  async #readChanged(): Promise<void> {
    const changed = Array.from(this.#changed);
    for (const id of changed) await this.#readAgain(id);
  }

  /** A store that fails leaves the id on the list for the next look. */
  async #readAgain(id: string): Promise<void> {
    this.#changed.delete(id);
    const conversation = await this.#parts.store.load(id).catch((error: unknown) => {
      if (isDamage(error)) return null;
      this.#changed.add(id);
      throw error;
    });
    this.#kept.delete(id);
    // What changed again meanwhile is on the list again.
    if (conversation && !this.#changed.has(id)) this.#keep(conversation);
  }

  #keep(conversation: Conversation): void {
    const digest = digestOf(conversation);
    this.#kept.set(conversation.id, {
      ...digest,
      occurrences: digest.occurrences.map((each) =>
        each.kind === 'waited' ? each : this.#occurrences.of(each),
      ),
      uses: digest.uses.map((use) => this.#uses.of(use)),
    });
  }

  #forget(): void {
    this.#from = null;
    for (const each of [this.#kept, this.#changed, this.#occurrences, this.#uses]) each.clear();
  }
}

const isDamage = (error: unknown): boolean => error instanceof AppError && error.code === 'storage-damaged';
