import type { Analysis } from '../domain/understanding.ts';
import { hasKanji, isKana, isKatakana, toKatakana } from '../language/kana.ts';
import { normalise } from '../language/normalise.ts';
import { negatedSpans } from './negation.ts';
import { viewsOf } from './text-view.ts';
import type { TextView } from './text-view.ts';
import { WordTrie } from './word-trie.ts';

/** Where a word of the rules stands in a question; offsets are those of the normalised text. */
export interface Occurrence {
  start: number;
  end: number;
}

/** Word id → where it was found, in order; a word that was not found is absent. */
export type Found = ReadonlyMap<number, readonly Occurrence[]>;

/**
 * Kana from which a word written in kanji is found by sound alone (a conversion error): shorter ones
 * have too many homophones, such as 回答 and 解凍. Range 5–6.
 */
const HOMOPHONE_LENGTH = 5;
/** Kana from which a word that the customer typed in kana is found by sound. Range 2–4. */
const KANA_LENGTH = 3;
/** Up to this length, kana must begin and end where words do, even in a text without kanji. Range 2–4. */
const SHORT_KANA = 3;
/** Katakana words up to this length must stand alone, as ログ in ログ・ファイル; longer ones may be a token of a compound. */
const SHORT_KATAKANA = 3;

/** 「もどす」, and 「法で」「消し」: kana or one kanji, which other words (方法で, 取り消し) may end in. */
const NEEDS_A_START = /^(?:[ぁ-ゖ]|\p{Script=Han}(?!\p{Script=Han}))/u;

/**
 * Finds the words of all rules in a question in one pass over three readings of it: as written, in
 * dictionary forms, in katakana. Words that the customer rules out (「Excelではなく…」) are not found.
 */
export class WordFinder {
  readonly #analyse: (text: string) => Analysis;
  readonly #ids = new Map<string, number>();
  readonly #written = new WordTrie();
  readonly #sounds = new WordTrie();

  constructor(analyse: (text: string) => Analysis) {
    this.#analyse = analyse;
  }

  /** The id of a word, the same for the same word; new words are taken up. */
  idOf(word: string): number {
    const normalised = normalise(word);
    const known = this.#ids.get(normalised);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(normalised, id);
    this.#written.add(normalised, id);
    const sound = this.#soundOf(normalised);
    if (isKatakana(sound) && sound.length >= KANA_LENGTH) this.#sounds.add(sound, id);
    return id;
  }

  #soundOf(word: string): string {
    if (isKana(word)) return toKatakana(word);
    return hasKanji(word) ? this.#analyse(word).reading : '';
  }

  find(analysis: Analysis): Found {
    const kanaOnly = !hasKanji(analysis.normalised);
    const found = new Map<number, Occurrence[]>();
    const negated = negatedSpans(analysis.normalised);
    const keep = (id: number, start: number, end: number): void => {
      if (negated.some((span) => start >= span.start && end <= span.end)) return;
      const list = found.get(id);
      if (list === undefined) found.set(id, [{ start, end }]);
      else if (!list.some((other) => other.start === start)) list.push({ start, end });
    };
    const search = { written: analysis.normalised, kanaOnly, keep };
    const { surface, base, reading } = viewsOf(analysis);
    this.#findWritten(surface, search);
    if (base !== null) this.#findWritten(base, search);
    this.#findSounds(reading, search);
    return found;
  }

  #findWritten(view: TextView, { kanaOnly, keep }: Search): void {
    const take = (id: number, start: number, end: number): void => {
      if (standsAlone(view, { start, end }, kanaOnly)) keep(id, view.from[start] ?? 0, view.to[end] ?? 0);
    };
    for (let start = 0; start < view.text.length; start++) this.#written.eachAt(view.text, start, take);
  }

  #findSounds(view: TextView, { written, kanaOnly, keep }: Search): void {
    const take = (id: number, start: number, end: number): void => {
      const wholeTokens = view.starts[start] === 1 && view.starts[end] === 1;
      // Without kanji the tokenizer often cuts in wrong places: long words are found across its borders.
      if (!wholeTokens && !(kanaOnly && end - start > SHORT_KANA)) return;
      const from = view.from[start] ?? 0;
      const to = view.to[end] ?? 0;
      const typedInKana = kanaOnly || isKana(written.slice(from, to));
      if (end - start >= (typedInKana ? KANA_LENGTH : HOMOPHONE_LENGTH)) keep(id, from, to);
    };
    for (let at = 0; at < view.text.length; at++) {
      // Within a word nothing can begin but in kana, so most places need no look.
      if (kanaOnly || view.starts[at] === 1) this.#sounds.eachAt(view.text, at, take);
    }
  }
}

interface Search {
  /** The normalised text. */
  written: string;
  kanaOnly: boolean;
  keep: (id: number, start: number, end: number) => void;
}

/** Whether what was found is that word and no piece of another one. */
function standsAlone({ text, starts }: TextView, { start, end }: Occurrence, kanaOnly: boolean): boolean {
  const first = kindOf(text.charCodeAt(start));
  const last = kindOf(text.charCodeAt(end - 1));
  // A kind of its own (0) joins nothing, so what stands around need not be looked at.
  const goesOnBefore = first !== OTHER && start > 0 && kindOf(text.charCodeAt(start - 1)) === first;
  const goesOnAfter = last !== OTHER && end < text.length && kindOf(text.charCodeAt(end)) === last;
  if (goesOnBefore && !mayAdjoin(first, end - start, starts[start])) return false;
  if (goesOnAfter && !mayAdjoin(last, end - start, starts[end])) return false;
  if (starts[start] === 1 || !NEEDS_A_START.test(text.slice(start, start + 2))) return true;
  return kanaOnly && end - start > SHORT_KANA;
}

const OTHER = 0;
const LATIN = 1;
const DIGIT = 2;
const KATAKANA = 3;

/** Characters of one kind run together; those of other kinds do not. */
const kindOf = (code: number): number => {
  if (code >= 0x61 && code <= 0x7a) return LATIN;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  return (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc ? KATAKANA : OTHER;
};

/** Whether a word may border on more of its kind: only long katakana where a token ends. */
const mayAdjoin = (kind: number, length: number, isBorder: number | undefined): boolean =>
  kind === KATAKANA && length > SHORT_KATAKANA && isBorder === 1;
