import type { Analysis } from '../domain/understanding.ts';
import { hasKanji, isKana, isKatakana, toKatakana } from '../language/kana.ts';
import { negatedSpans } from './negation.ts';
import { baseView, readingView, surfaceView } from './text-view.ts';
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
 * Kana of a reading from which a word may be found by sound alone in a text with kanji: shorter ones
 * have too many homophones. Range 4–6.
 */
const READING_LENGTH = 4;
/** The same in a text without kanji, where the reading is all there is. Range 3–4. */
const KANA_ONLY_READING_LENGTH = 3;
/** Katakana words up to this length must stand alone: ログ is no part of ブログ and ログイン. */
const SHORT_KATAKANA = 3;

const LATIN = /[a-z]/;
const DIGIT = /[0-9]/;
const KATAKANA_CHARACTER = /[ァ-ヺー]/;
const HIRAGANA_START = /^[ぁ-ゖ]/;

/**
 * Finds the words of all rules in a question in one pass over three readings of it: as written, in
 * dictionary forms, in katakana. Words that the customer rules out (「Excelではなく…」) are not found.
 */
export class WordFinder {
  readonly #analyse: (text: string) => Analysis;
  readonly #ids = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #written = new WordTrie();
  readonly #sounds = new WordTrie();

  constructor(analyse: (text: string) => Analysis) {
    this.#analyse = analyse;
  }

  /** The id of a word, the same for the same word; new words are taken up. */
  idOf(word: string): number {
    const { normalised, reading } = this.#analyse(word);
    const known = this.#ids.get(normalised);
    if (known !== undefined) return known;
    const id = this.#words.push(normalised) - 1;
    this.#ids.set(normalised, id);
    this.#written.add(normalised, id);
    const sound = isKana(normalised) ? toKatakana(normalised) : reading;
    if (isKatakana(sound) && sound.length >= KANA_ONLY_READING_LENGTH) this.#sounds.add(sound, id);
    return id;
  }

  wordOf(id: number): string {
    return this.#words[id] ?? '';
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
    this.#findWritten(surfaceView(analysis), { kanaOnly, keep });
    this.#findWritten(baseView(analysis), { kanaOnly, keep });
    this.#findSounds(readingView(analysis), { kanaOnly, keep });
    return found;
  }

  #findWritten(view: TextView, { kanaOnly, keep }: Search): void {
    for (let start = 0; start < view.text.length; start++) {
      this.#written.eachAt(view.text, start, (id, end) => {
        if (standsAlone(view, start, end, kanaOnly)) keep(id, view.from[start] ?? 0, view.to[end] ?? 0);
      });
    }
  }

  #findSounds(view: TextView, { kanaOnly, keep }: Search): void {
    const least = kanaOnly ? KANA_ONLY_READING_LENGTH : READING_LENGTH;
    for (let start = 0; start < view.text.length; start++) {
      // Without kanji the tokenizer cuts at random, so its borders say nothing.
      if (!kanaOnly && view.starts[start] === 0) continue;
      this.#sounds.eachAt(view.text, start, (id, end) => {
        const wholeTokens = kanaOnly || view.starts[end] === 1;
        if (wholeTokens && end - start >= least) keep(id, view.from[start] ?? 0, view.to[end] ?? 0);
      });
    }
  }
}

interface Search {
  kanaOnly: boolean;
  keep: (id: number, start: number, end: number) => void;
}

/** Whether what was found is that word and no piece of another one. */
function standsAlone({ text, starts }: TextView, start: number, end: number, kanaOnly: boolean): boolean {
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  const before = start === 0 ? '' : text.charAt(start - 1);
  const after = text.charAt(end);
  if (sameKind(LATIN, before, first) || sameKind(LATIN, last, after)) return false;
  if (sameKind(DIGIT, before, first) || sameKind(DIGIT, last, after)) return false;
  if (end - start <= SHORT_KATAKANA) {
    if (sameKind(KATAKANA_CHARACTER, before, first) || sameKind(KATAKANA_CHARACTER, last, after))
      return false;
  }
  return kanaOnly || starts[start] === 1 || !HIRAGANA_START.test(first);
}

const sameKind = (kind: RegExp, left: string, right: string): boolean => kind.test(left) && kind.test(right);
