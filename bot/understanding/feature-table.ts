import type { Pause } from './article-index.ts';
import { NumberTable } from './number-table.ts';

/** Something that a text holds, such as a word; numbers are cheaper to look up than texts. */
export type Feature = string | number;

interface Holding {
  features: readonly Feature[];
}

/** Examples between two pauses. */
const SLICE = 64;

/** Numbers for the features that enough examples have; the others say nothing. */
export class FeatureTable {
  readonly #texts = new Map<string, number>();
  readonly #numbers: NumberTable;
  /** For each feature the last text that had it, so that it counts once in a text. */
  readonly #seen: Int32Array;
  #now = 0;

  /** @param features each once; each number stands for one, so those of texts follow the others */
  constructor(features: readonly Feature[]) {
    this.#numbers = new NumberTable(features);
    for (const [number, feature] of features.entries())
      if (typeof feature === 'string') this.#texts.set(feature, number);
    this.#seen = new Int32Array(features.length);
  }

  /**
   * The features that enough examples have, in the order of a table.
   * @param least examples that must have a feature
   */
  static async frequentIn(examples: readonly Holding[], least: number, pause: Pause): Promise<Feature[]> {
    const places = new Map<Feature, number>();
    const counts: number[] = [];
    /** The last example that had each feature, so that it counts once in an example. */
    const last: number[] = [];
    for (const [at, { features }] of examples.entries()) {
      for (const feature of features) {
        const place = places.get(feature) ?? places.size;
        if (place === counts.length) {
          places.set(feature, place);
          counts.push(0);
          last.push(-1);
        }
        if (last[place] === at) continue;
        last[place] = at;
        counts[place] = (counts[place] ?? 0) + 1;
      }
      if (at % SLICE === SLICE - 1) await pause();
    }
    const numbers: Feature[] = [];
    const texts: Feature[] = [];
    for (const [feature, place] of places) {
      if ((counts[place] ?? 0) < least) continue;
      (typeof feature === 'number' ? numbers : texts).push(feature);
    }
    await pause();
    return [...numbers, ...texts];
  }

  get size(): number {
    return this.#seen.length;
  }

  /** `rowOf` for each example, in slices. */
  async rowsOf(examples: readonly Holding[], step: number, pause: Pause): Promise<(readonly number[])[]> {
    const rows: (readonly number[])[] = [];
    for (const { features } of examples) {
      rows.push(this.rowOf(features, step));
      if (rows.length % SLICE === 0) await pause();
    }
    return rows;
  }

  /** Numbers of a text's features that are known, each once, times `step`. */
  rowOf(features: readonly Feature[], step: number): number[] {
    const now = ++this.#now;
    const row: number[] = [];
    for (const feature of features) {
      const number =
        typeof feature === 'number' ? this.#numbers.find(feature) : (this.#texts.get(feature) ?? -1);
      if (number < 0 || this.#seen[number] === now) continue;
      this.#seen[number] = now;
      row.push(number * step);
    }
    return row;
  }
}
