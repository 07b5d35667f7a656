import type { LoadedDictionaries } from 'kuromoji/src/loader/NodeDictionaryLoader.js';
import { connectionsOf, likelihoodOf, UNKNOWN_LIKELIHOOD } from './connections.ts';
import type { CharacterClasses, Dictionary } from './dictionary.ts';
import { buildTrie } from './surface-trie.ts';
import { COST, LEFT, PART_OF_SPEECH, RIGHT, WORD } from './word-columns.ts';

/** Bytes of a row in kuromoji's files: left id, right id, cost, and where its features are. */
const ROW_BYTES = 10;

const decoder = new TextDecoder();

/** One of kuromoji's two word lists as it lies in its files. */
class Rows {
  /** The class of unknown words, or the surface. */
  readonly names: string[] = [];
  readonly #rows: DataView;
  readonly #features: Uint8Array;

  constructor(source: LoadedDictionaries['token_info_dictionary']) {
    const { buffer, byteOffset, byteLength } = source.dictionary.buffer;
    this.#rows = new DataView(buffer, byteOffset, byteLength);
    this.#features = source.pos_buffer.buffer;
    // The files are padded with zeros to a power of two; only the first row's features start at 0.
    const size = Math.floor(byteLength / ROW_BYTES);
    for (let row = 0; row < size && (row === 0 || this.#featuresAt(row) > 0); row++) {
      this.names.push(this.features(row)[0] ?? '');
    }
  }

  #featuresAt(row: number): number {
    return this.#rows.getInt32(row * ROW_BYTES + 6, true);
  }

  features(row: number): string[] {
    const from = this.#featuresAt(row);
    return decoder.decode(this.#features.subarray(from, this.#features.indexOf(0, from))).split(',');
  }

  /** Left id, right id and cost. */
  numbers(row: number): number[] {
    return [0, 2, 4].map((byte) => this.#rows.getInt16(row * ROW_BYTES + byte, true));
  }
}

/** Gathers the words of the dictionary in their new order. */
class Words {
  /** How often words of each connection id are tried at a place of a text. */
  readonly use: Float64Array;
  readonly #words: Int16Array;
  readonly #formsAt: Int32Array;
  readonly #forms: string[] = [];
  readonly #partsOfSpeech = new Map<string, number>();
  #size = 0;
  #length = 0;

  constructor(size: number, ids: number) {
    this.use = new Float64Array(ids);
    this.#words = new Int16Array(size * WORD);
    this.#formsAt = new Int32Array(size + 1);
  }

  add(rows: Rows, row: number, likelihood: number): void {
    const [, pos = '', posDetail = '', , , , , base = '*', reading = ''] = rows.features(row);
    const at = this.#size++ * WORD;
    this.#words.set(rows.numbers(row), at);
    for (const id of this.#words.subarray(at, at + COST)) this.use[id] = (this.use[id] ?? 0) + likelihood;
    this.#words[at + PART_OF_SPEECH] = this.#partOfSpeech(`${pos},${posDetail}`);
    const form = [base, reading].map((text) => (text === '*' ? '' : text)).join('\t');
    this.#forms.push(form);
    this.#length += form.length;
    this.#formsAt[this.#size] = this.#length;
  }

  #partOfSpeech(name: string): number {
    const known = this.#partsOfSpeech.get(name) ?? this.#partsOfSpeech.size;
    this.#partsOfSpeech.set(name, known);
    return known;
  }

  /** @param numbers what stands for each connection id */
  layOut(numbers: Int16Array): Pick<Dictionary, 'words' | 'partsOfSpeech' | 'forms' | 'formsAt'> {
    for (let at = 0; at < this.#words.length; at += WORD) {
      for (const side of [at + LEFT, at + RIGHT]) this.#words[side] = numbers[this.#words[side] ?? 0] ?? 0;
    }
    return {
      words: this.#words,
      partsOfSpeech: [...this.#partsOfSpeech.keys()].map((name) => {
        const [pos = '', posDetail = ''] = name.split(',');
        return { pos, posDetail };
      }),
      forms: this.#forms.join(''),
      formsAt: this.#formsAt,
    };
  }
}

/** Rows by their surface, the surfaces in the order of their units; within one in kuromoji's order. */
const bySurface = (rows: Rows): [surface: string, rows: number[]][] => {
  const found = new Map<string, number[]>();
  for (const [row, surface] of rows.names.entries()) {
    const same = found.get(surface);
    if (same) same.push(row);
    else found.set(surface, [row]);
  }
  return [...found.keys()].toSorted().map((surface) => [surface, found.get(surface) ?? []]);
};

/**
 * Rows of each class from kuromoji's map file: a number of classes, then class, number of rows, rows. Zeros
 * at its end read as class 0 with no rows.
 */
const byClass = (bytes: Uint8Array): number[][] => {
  const map = new Int32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  const found: number[][] = [];
  for (let at = 1; at + 1 < map.length;) {
    const end = at + 2 + (map[at + 1] ?? 0);
    const rows = (found[map[at] ?? 0] ??= []);
    for (const byte of map.subarray(at + 2, end)) rows.push(byte / ROW_BYTES);
    at = end;
  }
  return Array.from(found, (rows) => rows ?? []);
};

/** Where each group begins when they lie one after the other, and where the last ends. */
const starts = (groups: readonly (readonly number[])[], from: number): Int32Array => {
  const found = new Int32Array(groups.length + 1).fill(from);
  for (const [index, { length }] of groups.entries()) found[index + 1] = (found[index] ?? 0) + length;
  return found;
};

const classesOf = (lookup: LoadedDictionaries['unknown_dictionary'], words: Int32Array): CharacterClasses => {
  const classes: CharacterClasses = {
    of: new Uint8Array(0x10000),
    always: new Uint8Array(256),
    grouping: new Uint8Array(256),
    fallback: lookup.lookup('\ud800').class_id,
    words,
  };
  for (let code = 0; code < 0x10000; code++) {
    const found = lookup.lookup(String.fromCharCode(code));
    classes.of[code] = found.class_id;
    classes.always[found.class_id] = found.is_always_invoke;
    classes.grouping[found.class_id] = found.is_grouping;
  }
  return classes;
};

/**
 * Lays kuromoji's dictionary out anew: some 3 s, once for each installation (`dictionary-cache.ts`).
 * @param unknownMap kuromoji's file of which unknown words belong to which class of characters
 */
export const layOut = (loaded: LoadedDictionaries, unknownMap: Uint8Array): Dictionary => {
  const known = new Rows(loaded.token_info_dictionary);
  const unknown = new Rows(loaded.unknown_dictionary);
  const surfaces = bySurface(known);
  const classes = byClass(unknownMap);
  const knownStarts = starts(
    surfaces.map(([, rows]) => rows),
    0,
  );
  const size = knownStarts.at(-1) ?? 0;
  const classStarts = starts(classes, size);
  const { buffer, backward_dimension: ids } = loaded.connection_costs;
  const words = new Words(classStarts.at(-1) ?? 0, ids);
  for (const [surface, rows] of surfaces) {
    for (const row of rows) words.add(known, row, likelihoodOf(surface));
  }
  for (const row of classes.flat()) words.add(unknown, row, UNKNOWN_LIKELIHOOD);
  // The first two numbers are the dimensions.
  const connections = connectionsOf(buffer.subarray(2), words.use);
  return {
    trie: buildTrie(
      surfaces.map(([surface]) => surface),
      knownStarts,
    ),
    ...words.layOut(connections.numbers),
    connections,
    classes: classesOf(loaded.unknown_dictionary, classStarts),
  };
};
