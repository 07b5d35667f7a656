import type { ArticleIndex } from './article-index.ts';
import { KeyTable } from './key-table.ts';
import type { Query, Slot } from './query.ts';

/** A question prepared for weighing it against many documents. */
export interface Weighing {
  /** Weight of each slot. */
  masses: Float64Array;
  total: number;
  /** Every key of the question once. */
  keys: readonly number[];
  /** Place of each key in `keys`. */
  places: KeyTable;
  /** What each key stands for: the stakes from `firstStake[place]` up to the next place's. */
  firstStake: Int32Array;
  stakes: Stakes;
}

/** What keys of the question stand for, one stake after the other: a slot, and what share of it. */
interface Stakes {
  slots: Int32Array;
  shares: Float64Array;
  /** 1 for a part of a compound, whose parts add up. */
  areParts: Uint8Array;
}

/** idf of a word that no article has: rarer than any. */
const unknownIdf = (index: ArticleIndex): number => Math.log(1 + index.documents.length) ** 1.3;

/** The weight of a word of the question: its part of speech and rarity. */
const massOf = (index: ArticleIndex, { readings, weight }: Slot): number => {
  for (const { via, keys } of readings)
    if (via === 'exact') return weight * (index.idfs[keys[0] ?? -1] ?? unknownIdf(index));
  return weight * unknownIdf(index);
};

export const weigh = (index: ArticleIndex, { slots }: Query): Weighing => {
  const masses = new Float64Array(slots.length);
  let total = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    const asked = slots[slot];
    const mass = asked ? massOf(index, asked) : 0;
    masses[slot] = mass;
    total += mass;
  }
  return { masses, total, ...stakesOf(slots) };
};

const stakesOf = (slots: readonly Slot[]): Omit<Weighing, 'masses' | 'total'> => {
  let count = 0;
  for (const { readings } of slots) for (const { keys } of readings) count += keys.length;
  const places = new KeyTable(count);
  const keys: number[] = [];
  /** One place later, so that adding up tells where each begins. */
  const firstStake = new Int32Array(count + 1);
  for (const { readings } of slots)
    for (const reading of readings)
      for (const key of reading.keys) {
        const place = places.placeOf(key);
        if (place === keys.length) keys.push(key);
        firstStake[place + 1] = (firstStake[place + 1] ?? 0) + 1;
      }
  for (let place = 0; place < keys.length; place++)
    firstStake[place + 1] = (firstStake[place + 1] ?? 0) + (firstStake[place] ?? 0);
  return { places, keys, firstStake, stakes: fillStakes(slots, places, firstStake.slice()) };
};

/** @param next where the next stake of each key belongs; used up */
const fillStakes = (slots: readonly Slot[], places: KeyTable, next: Int32Array): Stakes => {
  const count = next.length - 1;
  const stakes = {
    slots: new Int32Array(count),
    shares: new Float64Array(count),
    areParts: new Uint8Array(count),
  };
  for (let slot = 0; slot < slots.length; slot++) {
    const { readings, weight: whole } = slots[slot] ?? NO_SLOT;
    for (const { keys, weight } of readings)
      for (const key of keys) {
        const place = places.find(key);
        const at = next[place] ?? 0;
        next[place] = at + 1;
        stakes.slots[at] = slot;
        stakes.shares[at] = weight / whole / keys.length;
        stakes.areParts[at] = keys.length > 1 ? 1 : 0;
      }
  }
  return stakes;
};

const NO_SLOT: Pick<Slot, 'readings' | 'weight'> = { readings: [], weight: 1 };

/** Collects what is found of each slot: the best single reading, or the parts of compounds together. */
export class Tally {
  readonly #weighing: Weighing;
  readonly #single: Float64Array;
  readonly #parts: Float64Array;

  constructor(weighing: Weighing) {
    this.#weighing = weighing;
    this.#single = new Float64Array(weighing.masses.length);
    this.#parts = new Float64Array(weighing.masses.length);
  }

  /** @param place the place of a key that was found */
  add(place: number): void {
    const { firstStake, stakes } = this.#weighing;
    const last = firstStake[place + 1] ?? 0;
    for (let at = firstStake[place] ?? last; at < last; at++) {
      const slot = stakes.slots[at] ?? 0;
      const share = stakes.shares[at] ?? 0;
      if (stakes.areParts[at] === 1) this.#parts[slot] = (this.#parts[slot] ?? 0) + share;
      else if (share > (this.#single[slot] ?? 0)) this.#single[slot] = share;
    }
  }

  /** Weight of the question that was found, at most all of it; then nothing is found any more. */
  found(): number {
    const { masses } = this.#weighing;
    const single = this.#single;
    const parts = this.#parts;
    let sum = 0;
    for (let slot = 0; slot < masses.length; slot++) {
      const share = Math.max(single[slot] ?? 0, parts[slot] ?? 0);
      sum += (masses[slot] ?? 0) * Math.min(1, share);
      single[slot] = 0;
      parts[slot] = 0;
    }
    return sum;
  }
}
