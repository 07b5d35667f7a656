import { goOn, goOnWith, NOTHING } from './phrase-filter.ts';

/** A stretch of a reading that sounds like a known word. Offsets in the reading. */
export interface HeardWord {
  start: number;
  end: number;
  /** Keys of the words with this reading. */
  keys: readonly number[];
}

/** Shortest reading that is trusted to be a word: two kana are also the end of one word and the start of another. */
const SHORTEST = 3;
/** Longer readings than this are compounds whose parts are listed too. */
const LONGEST = 16;

const NO_KEYS: readonly number[] = [];

/**
 * The words of the articles by how they sound, for questions in kana only and for conversion errors
 * (年末長征). It only grows, like the vocabulary whose keys it holds.
 */
export class Lexicon {
  readonly #keys = new Map<string, readonly number[]>();
  /** Numbers of the readings (`goOn`): most stretches are no word, and a text for each costs more. */
  readonly #hashes = new Set<number>();
  readonly #byFirst = new Map<string, string[]>();

  /** @param reading katakana */
  add(reading: string, key: number): void {
    if (reading.length < SHORTEST || reading.length > LONGEST) return;
    const known = this.#keys.get(reading) ?? NO_KEYS;
    if (known.length === 0) {
      this.#hashes.add(goOn(NOTHING, reading));
      const list = this.#byFirst.get(reading.charAt(0));
      if (list) list.push(reading);
      else this.#byFirst.set(reading.charAt(0), [reading]);
    }
    if (!known.includes(key)) this.#keys.set(reading, [...known, key]);
  }

  /** Keys with exactly this reading. */
  keysOf(reading: string): readonly number[] {
    return this.#keys.get(reading) ?? NO_KEYS;
  }

  /** Readings that begin with the same kana. */
  beginningLike(reading: string): readonly string[] {
    return this.#byFirst.get(reading.charAt(0)) ?? [];
  }

  /**
   * The words that a reading is best taken apart into: of all ways the one with the longest words
   * (greatest sum of squares), so that 年末調整 wins over 年末 and 整. What is no word is skipped.
   */
  hear(reading: string): HeardWord[] {
    const length = reading.length;
    const gain = new Int32Array(length + 1);
    const wordEnd = new Int32Array(length + 1);
    for (let at = length - 1; at >= 0; at--) {
      gain[at] = gain[at + 1] ?? 0;
      if (!this.#byFirst.has(reading.charAt(at))) continue;
      const last = Math.min(length, at + LONGEST);
      let hash = NOTHING;
      for (let end = at + 1; end <= last; end++) {
        hash = goOnWith(hash, reading.charCodeAt(end - 1));
        if (end < at + SHORTEST || !this.#hashes.has(hash)) continue;
        const total = (end - at) ** 2 + (gain[end] ?? 0);
        if (total <= (gain[at] ?? 0) || !this.#keys.has(reading.slice(at, end))) continue;
        gain[at] = total;
        wordEnd[at] = end;
      }
    }
    const heard: HeardWord[] = [];
    for (let at = 0; at < length;) {
      const end = wordEnd[at] ?? 0;
      if (end > at) heard.push({ start: at, end, keys: this.keysOf(reading.slice(at, end)) });
      at = Math.max(end, at + 1);
    }
    return heard;
  }
}
