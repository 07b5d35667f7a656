import type { Analysis } from '../domain/understanding.ts';
import { hasKanji, isKana, isKatakana, toKatakana } from '../language/kana.ts';
import { normalise } from '../language/normalise.ts';
import { negatedSpans } from './negation.ts';
import type { Span } from './negation.ts';
import { TextViews } from './text-view.ts';
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

/**
 * Finds the words of all rules in a question in one pass over three readings of it: as written, in
 * dictionary forms, in katakana. Words that the customer rules out (「Excelではなく…」) are not found.
 */
export class WordFinder {
  readonly #analyse: (text: string) => Analysis;
  readonly #ids = new Map<string, number>();
  readonly #written = new WordTrie();
  readonly #sounds = new WordTrie();
  readonly #views = new TextViews();
  /** Topics and intents read the same question one after the other. */
  readonly #found = new WeakMap<Analysis, Found>();

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

  /** Where the words stand in a question; it is searched once for all who ask. */
  find(analysis: Analysis): Found {
    const known = this.#found.get(analysis);
    if (known !== undefined) return known;
    this.#views.read(analysis);
    const { surface, base, reading } = this.#views;
    const found = new Collected(analysis.normalised);
    this.#findWritten(surface, found);
    if (base !== null) this.#findWritten(base, found);
    this.#findSounds(reading, found);
    this.#found.set(analysis, found.byWord);
    return found.byWord;
  }

  #findWritten(view: TextView, found: Collected): void {
    const places: number[] = [];
    for (let start = 0; start < view.length; start++) this.#written.findAt(view, start, places);
    for (let at = 0; at < places.length; at += 3) {
      const place = { start: places[at + 1] ?? 0, end: places[at + 2] ?? 0 };
      if (standsAlone(view, place, found.kanaOnly)) found.keep(places[at] ?? 0, view, place);
    }
  }

  #findSounds(view: TextView, found: Collected): void {
    const { starts } = view;
    const places: number[] = [];
    for (let at = 0; at < view.length; at++) {
      // Within a word nothing can begin but in kana, so most places need no look.
      if (found.kanaOnly || starts[at] === 1) this.#sounds.findAt(view, at, places);
    }
    for (let at = 0; at < places.length; at += 3) {
      const place = { start: places[at + 1] ?? 0, end: places[at + 2] ?? 0 };
      const length = place.end - place.start;
      const isWhole = starts[place.start] === 1 && starts[place.end] === 1;
      // Without kanji the tokenizer often cuts in wrong places: long words are found across its borders.
      if (!isWhole && !(found.kanaOnly && length > SHORT_KANA)) continue;
      const isSure = length >= HOMOPHONE_LENGTH || found.wasTypedInKana(view, place);
      if (isSure) found.keep(places[at] ?? 0, view, place);
    }
  }
}

/** What was found in one question, and what of it counts. */
class Collected {
  readonly byWord = new Map<number, Occurrence[]>();
  readonly kanaOnly: boolean;
  readonly #written: string;
  readonly #negated: readonly Span[];

  constructor(normalised: string) {
    this.#written = normalised;
    this.kanaOnly = !hasKanji(normalised);
    this.#negated = negatedSpans(normalised);
  }

  /** Whether a place of a reading is kana as the customer typed them; too short ones are left out by `idOf`. */
  wasTypedInKana({ from, to }: TextView, { start, end }: Occurrence): boolean {
    return this.kanaOnly || isKana(this.#written.slice(from[start], to[end]));
  }

  keep(id: number, { from, to }: TextView, place: Occurrence): void {
    const start = from[place.start] ?? 0;
    const end = to[place.end] ?? 0;
    for (const span of this.#negated) if (start >= span.start && end <= span.end) return;
    const list = this.byWord.get(id);
    if (list === undefined) {
      this.byWord.set(id, [{ start, end }]);
      return;
    }
    for (const other of list) if (other.start === start) return;
    list.push({ start, end });
  }
}

/** Whether what was found is that word and no piece of another one. */
function standsAlone(
  { codes, starts, length: whole }: TextView,
  { start, end }: Occurrence,
  kanaOnly: boolean,
): boolean {
  const first = kindOf(codes[start]);
  const last = kindOf(codes[end - 1]);
  // A kind of its own (0) joins nothing, so what stands around need not be looked at.
  const goesOnBefore = first !== OTHER && start > 0 && kindOf(codes[start - 1]) === first;
  const goesOnAfter = last !== OTHER && end < whole && kindOf(codes[end]) === last;
  const length = end - start;
  if (goesOnBefore && !mayAdjoin(first, length, starts[start])) return false;
  if (goesOnAfter && !mayAdjoin(last, length, starts[end])) return false;
  if (starts[start] === 1 || !needsAStart(codes[start] ?? 0, start + 1 < whole ? codes[start + 1] : 0))
    return true;
  return kanaOnly && length > SHORT_KANA;
}

/** 「もどす」, and 「法で」「消し」: kana or one kanji, which other words (方法で, 取り消し) may end in. */
const needsAStart = (first: number, second = 0): boolean =>
  (first >= 0x3041 && first <= 0x3096) || ONE_KANJI.test(String.fromCharCode(first, second));
const ONE_KANJI = /^\p{Script=Han}(?!\p{Script=Han})/u;

const OTHER = 0;
const LATIN = 1;
const DIGIT = 2;
const KATAKANA = 3;

/** Characters of one kind run together; those of other kinds do not. */
const kindOf = (code = 0): number => {
  if (code >= 0x61 && code <= 0x7a) return LATIN;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  return (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc ? KATAKANA : OTHER;
};

/** Whether a word may border on more of its kind: only long katakana where a token ends. */
const mayAdjoin = (kind: number, length: number, isBorder: number | undefined): boolean =>
  kind === KATAKANA && length > SHORT_KATAKANA && isBorder === 1;
