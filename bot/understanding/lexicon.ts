import { isEasilyLeftOut, isEasilyMistaken } from './likely-slips.ts';

/** What sounds alike: the spellings of the articles with one reading. */
export interface Homophones {
  /** Katakana; letters as they are. */
  reading: string;
  /** The commonest first. */
  spellings: { text: string; count: number }[];
  /** How often the questions and tags of the articles have them. */
  count: number;
  /** Keys of these words; none for a phrase that only leads to words. */
  keys: number[];
}

/** How far what was typed is from the word: not at all, a slip that comes easily, any other slip. */
export type Nearness = 'exact' | 'likely-slip' | 'slip';

/** Called with a word that a reading goes on with; `end` is exclusive. */
export type TakeWord = (word: Homophones, end: number, nearness: Nearness) => void;

/** Longer readings than this are compounds whose parts are listed too. */
const LONGEST = 20;
/** A last kana that is missing or wrong is taken for a slip in words from this length on. Range 5–7. */
const SURE_TO_THE_END = 5;

const ANY = 0;
const NEVER = 99;

/** A node of the trie and the place in the text up to which it was typed. */
interface Place {
  node: number;
  at: number;
}

const likely = (isLikely: boolean): Nearness => (isLikely ? 'likely-slip' : 'slip');

/** No word ends at the root, and none goes back to it. */
const ROOT = 0;
const NONE = 0;

/**
 * The words of the articles by how they sound, in a trie of kana: for questions in kana only, for
 * conversion errors (年末長征) and for slips. It only grows, like the vocabulary whose keys it holds.
 */
export class Lexicon {
  readonly #code: number[] = [0];
  readonly #firstChild: number[] = [NONE];
  readonly #nextSibling: number[] = [NONE];
  readonly #word: (Homophones | undefined)[] = [undefined];
  readonly #top = new Map<number, number>();

  /**
   * @param reading katakana
   * @param spelling as the articles write it
   * @param key of the word; none for a phrase
   */
  add(reading: string, spelling: string, key: number | null = null, times = key === null ? 0 : 1): void {
    if (reading.length === 0 || reading.length > LONGEST) return;
    let node = ROOT;
    for (let at = 0; at < reading.length; at++) node = this.#childOrNew(node, reading.charCodeAt(at));
    const word = this.#word[node] ?? { reading, spellings: [], count: 0, keys: [] };
    this.#word[node] = word;
    if (key !== null && !word.keys.includes(key)) word.keys.push(key);
    word.count += times;
    const known = word.spellings.find(({ text }) => text === spelling);
    if (known) known.count += times;
    else word.spellings.push({ text: spelling, count: times });
    word.spellings.sort((a, b) => b.count - a.count);
  }

  /** What has exactly this reading. */
  find(reading: string): Homophones | null {
    let node = ROOT;
    for (let at = 0; at < reading.length; at++) {
      node = this.#child(node, reading.charCodeAt(at));
      if (node === NONE) return null;
    }
    return this.#word[node] ?? null;
  }

  /** The words that begin at `start` exactly. */
  eachAt(sound: string, start: number, take: TakeWord): void {
    this.#follow(
      sound,
      { node: this.#child(ROOT, sound.charCodeAt(start)), at: start + 1 },
      ANY,
      'exact',
      take,
    );
  }

  /** The words that begin at `start` with exactly one slip after the first kana: one too many, missing, wrong, or two swapped. */
  eachSlipAt(sound: string, start: number, take: TakeWord): void {
    let node = this.#child(ROOT, sound.charCodeAt(start));
    for (let at = start + 1; node !== NONE && at <= sound.length; at++) {
      this.#slipHere(sound, { node, at }, take);
      node = this.#child(node, sound.charCodeAt(at));
    }
  }

  /** Goes on from a node whose word was typed right up to `at`, with each slip that may be here. */
  #slipHere(sound: string, { node, at }: Place, take: TakeWord): void {
    const typed = sound.charCodeAt(at);
    const next = sound.charCodeAt(at + 1);
    if (at + 1 < sound.length) {
      const isDoubled = typed === sound.charCodeAt(at - 1);
      this.#follow(sound, { node, at: at + 1 }, NEVER, likely(isDoubled), take);
    }
    for (
      let child = this.#firstChild[node] ?? NONE;
      child !== NONE;
      child = this.#nextSibling[child] ?? NONE
    ) {
      const meant = this.#code[child] ?? 0;
      if (meant === typed) continue;
      this.#follow(sound, { node: child, at }, SURE_TO_THE_END, likely(isEasilyLeftOut(meant)), take);
      if (at >= sound.length) continue;
      this.#follow(
        sound,
        { node: child, at: at + 1 },
        SURE_TO_THE_END,
        likely(isEasilyMistaken(meant, typed)),
        take,
      );
      if (meant === next)
        this.#follow(sound, { node: this.#child(child, typed), at: at + 2 }, ANY, 'slip', take);
    }
  }

  /** Takes every word that goes on exactly from here; one that ends at once only if it has so many kana. */
  #follow(sound: string, place: Place, least: number, nearness: Nearness, take: TakeWord): void {
    let { node, at } = place;
    while (node !== NONE) {
      const word = this.#word[node];
      if (word && (at > place.at || word.reading.length >= least)) take(word, at, nearness);
      if (at >= sound.length) return;
      node = this.#child(node, sound.charCodeAt(at));
      at += 1;
    }
  }

  #child(node: number, code: number): number {
    if (node === ROOT) return this.#top.get(code) ?? NONE;
    let child = this.#firstChild[node] ?? NONE;
    while (child !== NONE && this.#code[child] !== code) child = this.#nextSibling[child] ?? NONE;
    return child;
  }

  #childOrNew(node: number, code: number): number {
    const known = this.#child(node, code);
    if (known !== NONE) return known;
    const child = this.#code.length;
    this.#code.push(code);
    this.#firstChild.push(NONE);
    this.#word.push(undefined);
    if (node === ROOT) {
      this.#top.set(code, child);
      this.#nextSibling.push(NONE);
    } else {
      this.#nextSibling.push(this.#firstChild[node] ?? NONE);
      this.#firstChild[node] = child;
    }
    return child;
  }
}
