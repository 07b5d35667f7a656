import type { ArticleIndex } from './article-index.ts';
import { KeyTable } from './key-table.ts';
import type { Query, Slot } from './query.ts';
import { zeros } from './zeros.ts';

/** What the keys of a question stand for. */
interface Stakes {
  /** Every key of the question once. */
  keys: readonly number[];
  /** Place of each key in `keys`. */
  places: KeyTable;
  /** The first stake of each key. */
  heads: readonly number[];
  /** For each stake the key's next one, or `NONE`. */
  next: readonly number[];
  /** For each stake the slot that the key stands for, and what share of it. */
  slots: readonly number[];
  shares: readonly number[];
  /** True for a part of a compound, whose parts add up. */
  areParts: readonly boolean[];
}

/** A question prepared for weighing it against many documents. */
export interface Weighing {
  /** Weight of each slot. */
  masses: readonly number[];
  total: number;
  stakes: Stakes;
}

const NONE = -1;

/** idf of a word that no article has: rarer than any. */
const unknownIdf = (index: ArticleIndex): number => Math.log(1 + index.documents.length) ** 1.3;

/** The weight of a word of the question: its part of speech and rarity. */
const massOf = (index: ArticleIndex, { readings, weight }: Slot): number => {
  for (const { via, keys } of readings)
    if (via === 'exact') return weight * (index.idfs[keys[0] ?? -1] ?? unknownIdf(index));
  return weight * unknownIdf(index);
};

export const weigh = (index: ArticleIndex, { slots }: Query): Weighing => {
  const masses: number[] = [];
  let total = 0;
  for (const slot of slots) {
    const mass = massOf(index, slot);
    masses.push(mass);
    total += mass;
  }
  return { masses, total, stakes: stakesOf(slots) };
};

const stakesOf = (asked: readonly Slot[]): Stakes => {
  let most = 0;
  for (const { readings } of asked) for (const { keys } of readings) most += keys.length;
  const collector = new StakeCollector(most);
  for (const [slot, { readings, weight: whole }] of asked.entries())
    for (const { keys, weight } of readings)
      collector.add(keys, { slot, share: weight / whole / keys.length, isPart: keys.length > 1 });
  return collector;
};

class StakeCollector implements Stakes {
  readonly keys: number[] = [];
  readonly places: KeyTable;
  readonly heads: number[] = [];
  readonly next: number[] = [];
  readonly slots: number[] = [];
  readonly shares: number[] = [];
  readonly areParts: boolean[] = [];

  /** @param most how many stakes there are */
  constructor(most: number) {
    this.places = new KeyTable(most);
  }

  add(
    keys: readonly number[],
    { slot, share, isPart }: { slot: number; share: number; isPart: boolean },
  ): void {
    for (const key of keys) {
      const place = this.places.placeOf(key);
      if (place === this.keys.length) {
        this.keys.push(key);
        this.heads.push(NONE);
      }
      this.next.push(this.heads[place] ?? NONE);
      this.heads[place] = this.slots.length;
      this.slots.push(slot);
      this.shares.push(share);
      this.areParts.push(isPart);
    }
  }
}

/** Collects what is found of each slot: the best single reading, or the parts of compounds together. */
export class Tally {
  readonly #weighing: Weighing;
  readonly #single: number[];
  readonly #parts: number[];
  /** Slots of which something was found: mostly one or two of them. */
  readonly #touched: number[] = [];

  constructor(weighing: Weighing) {
    this.#weighing = weighing;
    this.#single = zeros(weighing.masses.length);
    this.#parts = zeros(weighing.masses.length);
  }

  /** @param place the place of a key that was found */
  add(place: number): void {
    const single = this.#single;
    const parts = this.#parts;
    const { heads, next, slots, shares, areParts } = this.#weighing.stakes;
    for (let at = heads[place] ?? NONE; at !== NONE; at = next[at] ?? NONE) {
      const slot = slots[at] ?? 0;
      const share = shares[at] ?? 0;
      if (single[slot] === 0 && parts[slot] === 0) this.#touched.push(slot);
      if (areParts[at] === true) parts[slot] = (parts[slot] ?? 0) + share;
      else if (share > (single[slot] ?? 0)) single[slot] = share;
    }
  }

  /** Weight of the question that was found, at most all of it; then nothing is found any more. */
  found(): number {
    const { masses } = this.#weighing;
    let sum = 0;
    for (let slot = this.#touched.pop(); slot !== undefined; slot = this.#touched.pop()) {
      const share = Math.max(this.#single[slot] ?? 0, this.#parts[slot] ?? 0);
      sum += (masses[slot] ?? 0) * Math.min(1, share);
      this.#single[slot] = 0;
      this.#parts[slot] = 0;
    }
    return sum;
  }
}
