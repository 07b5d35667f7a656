import { KanaTrie, NONE, ROOT } from './kana-trie.ts';
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

/** How far what was typed is from the word: not at all, a slip that comes easily, any other slip, one on the first kana. */
export type Nearness = 'exact' | 'likely-slip' | 'slip' | 'slip-at-first';

/** Called with a word that a reading goes on with; `end` is exclusive. */
export type TakeWord = (word: Homophones, end: number, nearness: Nearness) => void;

/** Longer readings than this are compounds whose parts are listed too. */
const LONGEST = 20;
/** A first or last kana that is missing or wrong is taken for a slip in words from this length on. Range 5–7. */
const SURE_AT_THE_ENDS = 5;

const ANY = 0;
const NEVER = 99;

/** A node of the trie and the place in the text up to which it was typed. */
interface Place {
  node: number;
  at: number;
}

const likely = (isLikely: boolean): Nearness => (isLikely ? 'likely-slip' : 'slip');

/** What one search goes through, and who is told of what it finds. */
interface Search {
  sound: string;
  take: TakeWord;
}

/**
 * The words of the articles by how they sound: for questions in kana only, for conversion errors (年末長征) and
 * for slips. It only grows, like the vocabulary whose keys it holds.
 */
export class Lexicon {
  readonly #trie = new KanaTrie();
  /** What each node of the trie ends. */
  readonly #words: (Homophones | undefined)[] = [];
  /** Longer words without their first kana, which may be the mistyped one. */
  readonly #tails = new KanaTrie();
  readonly #wordsByTail: (Homophones[] | undefined)[] = [];
  readonly #readings = new Map<string, string[]>();
  #revision = 0;

  /** Changes with whatever may be heard otherwise than before. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * @param reading katakana
   * @param spelling as the articles write it
   * @param asked `key` of the word, null for a phrase; `times` that it was met, 0 for what no article has
   */
  add(reading: string, spelling: string, { key, times }: { key: number | null; times: number }): void {
    if (reading.length === 0 || reading.length > LONGEST) return;
    const word = this.#wordFor(reading);
    const known = word.spellings.find(({ text }) => text === spelling);
    const isNewKey = key !== null && !word.keys.includes(key);
    if (known && times === 0 && !isNewKey) return;
    this.#revision += 1;
    if (isNewKey) word.keys.push(key);
    word.count += times;
    if (known) known.count += times;
    else word.spellings.push({ text: spelling, count: times });
    word.spellings.sort((a, b) => b.count - a.count);
  }

  #wordFor(reading: string): Homophones {
    const node = this.#trie.nodeFor(reading);
    const known = this.#words[node];
    if (known !== undefined) return known;
    const word: Homophones = { reading, spellings: [], count: 0, keys: [] };
    this.#words[node] = word;
    const alike = this.#readings.get(reading.charAt(0));
    if (alike) alike.push(reading);
    else this.#readings.set(reading.charAt(0), [reading]);
    if (reading.length < SURE_AT_THE_ENDS) return word;
    const tail = this.#tails.nodeFor(reading.slice(1));
    (this.#wordsByTail[tail] ??= []).push(word);
    return word;
  }

  /** What has exactly this reading. */
  find(reading: string): Homophones | null {
    return this.#words[this.#trie.find(reading)] ?? null;
  }

  /** Readings that begin with the same kana. */
  beginningLike(reading: string): readonly string[] {
    return this.#readings.get(reading.charAt(0)) ?? [];
  }

  /** The words that begin at `start` exactly. */
  eachAt(sound: string, start: number, take: TakeWord): void {
    const node = this.#trie.child(ROOT, sound.charCodeAt(start));
    this.#follow({ sound, take }, { node, at: start + 1 }, ANY, 'exact');
  }

  /** The words that begin at `start` with exactly one slip: a kana too many, missing, wrong, or two swapped. */
  eachSlipAt(sound: string, start: number, take: TakeWord): void {
    const search = { sound, take };
    this.#slipAtFirst(search, start);
    let node = this.#trie.child(ROOT, sound.charCodeAt(start));
    for (let at = start + 1; node !== NONE && at <= sound.length; at++) {
      this.#slipHere(search, { node, at });
      node = this.#trie.child(node, sound.charCodeAt(at));
    }
  }

  /** The first kana missing, wrong, or swapped with the second; one too many only stands before the word. */
  #slipAtFirst(search: Search, start: number): void {
    const first = search.sound.charCodeAt(start);
    const second = search.sound.charCodeAt(start + 1);
    this.#followTail(search, start, -1);
    this.#followTail(search, start + 1, first);
    if (first === second) return;
    const swapped = this.#trie.child(this.#trie.child(ROOT, second), first);
    this.#follow(search, { node: swapped, at: start + 2 }, ANY, 'slip-at-first');
  }

  /** Takes the words whose tail goes on from here. @param typed what stands for their first kana; -1 for nothing */
  #followTail({ sound, take }: Search, start: number, typed: number): void {
    let node = this.#tails.child(ROOT, sound.charCodeAt(start));
    for (let at = start + 1; node !== NONE; at++) {
      for (const word of this.#wordsByTail[node] ?? []) {
        const meant = word.reading.charCodeAt(0);
        if (meant !== typed) take(word, at, isEasilyMistaken(meant, typed) ? 'likely-slip' : 'slip-at-first');
      }
      if (at >= sound.length) return;
      node = this.#tails.child(node, sound.charCodeAt(at));
    }
  }

  /** Goes on from a node whose word was typed right up to `at`, with each slip that may be here. */
  #slipHere(search: Search, { node, at }: Place): void {
    const { sound } = search;
    const trie = this.#trie;
    const typed = sound.charCodeAt(at);
    const next = sound.charCodeAt(at + 1);
    if (at + 1 < sound.length) {
      const isDoubled = typed === sound.charCodeAt(at - 1);
      this.#follow(search, { node, at: at + 1 }, NEVER, likely(isDoubled));
    }
    for (let child = trie.firstChild(node); child !== NONE; child = trie.nextSibling(child)) {
      const meant = trie.code(child);
      if (meant === typed) continue;
      this.#follow(search, { node: child, at }, SURE_AT_THE_ENDS, likely(isEasilyLeftOut(meant)));
      if (at >= sound.length) continue;
      const wrong = likely(isEasilyMistaken(meant, typed));
      this.#follow(search, { node: child, at: at + 1 }, SURE_AT_THE_ENDS, wrong);
      if (meant === next) this.#follow(search, { node: trie.child(child, typed), at: at + 2 }, ANY, 'slip');
    }
  }

  /** Takes every word that goes on exactly from here; one that ends at once only if it has so many kana. */
  #follow({ sound, take }: Search, place: Place, least: number, nearness: Nearness): void {
    let { node, at } = place;
    while (node !== NONE) {
      const word = this.#words[node];
      if (word && (at > place.at || word.reading.length >= least)) take(word, at, nearness);
      if (at >= sound.length) return;
      node = this.#trie.child(node, sound.charCodeAt(at));
      at += 1;
    }
  }
}
