import type { LoadedDictionaries } from 'kuromoji/src/loader/NodeDictionaryLoader.js';
import { connectionsOf, likelihoodOf, UNKNOWN_LIKELIHOOD } from './connections.ts';
import type { CharacterClasses, Dictionary } from './dictionary.ts';
import { buildTrie } from './surface-trie.ts';
import { COST, LEFT, PART_OF_SPEECH, RIGHT, WORD } from './word-columns.ts';

/** Bytes of a row in kuromoji's files: left id, right id, cost, and where its features are. */
const ROW_BYTES = 10;

/** The written part of a buffer: kuromoji's files are padded with zeros to a power of two. */
const trimmed = (bytes: Uint8Array): Uint8Array => {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
};

/** One of kuromoji's two word lists as it lies in its files: the features of its rows follow each other. */
class Rows {
  readonly #rows: DataView;
  readonly #lines: string[];

  constructor(source: LoadedDictionaries['token_info_dictionary']) {
    const { buffer, byteOffset, byteLength } = source.dictionary.buffer;
    this.#rows = new DataView(buffer, byteOffset, byteLength);
    this.#lines = new TextDecoder().decode(trimmed(source.pos_buffer.buffer)).split('\0');
  }

  /** The surfaces, or classes of unknown words. */
  get names(): string[] {
    return this.#lines.map((line) => line.slice(0, line.indexOf(',')));
  }

  features(row: number): string[] {
    return this.#lines[row]?.split(',') ?? [];
  }

  numbers(row: number): { left: number; right: number; cost: number } {
    const at = row * ROW_BYTES;
    return {
      left: this.#rows.getInt16(at, true),
      right: this.#rows.getInt16(at + 2, true),
      cost: this.#rows.getInt16(at + 4, true),
    };
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
    const { left, right, cost } = rows.numbers(row);
    this.#words[at + LEFT] = left;
    this.#words[at + RIGHT] = right;
    this.#words[at + COST] = cost;
    this.#words[at + PART_OF_SPEECH] = this.#partOfSpeech(`${pos},${posDetail}`);
    this.use[left] = (this.use[left] ?? 0) + likelihood;
    this.use[right] = (this.use[right] ?? 0) + likelihood;
    const form = `${base === '*' ? '' : base}\t${reading === '*' ? '' : reading}`;
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

/** Rows that share a name: those of `names[i]` are `rows[starts[i]]` up to `rows[starts[i + 1]]`. */
interface Groups {
  names: string[];
  rows: Int32Array;
  starts: Int32Array;
}

const ROW_DIGITS = 7;

/**
 * Rows by their surface, the surfaces in the order of their units; within one in kuromoji's order. Sorting
 * names with their rows takes a third of the time of gathering them by name.
 */
const bySurface = (rows: Rows): Groups => {
  const sorted = rows.names
    .map((name, row) => `${name}\0${String(row).padStart(ROW_DIGITS, '0')}`)
    .toSorted();
  const groups: Groups = { names: [], rows: new Int32Array(sorted.length), starts: new Int32Array(0) };
  const starts: number[] = [];
  for (const [at, line] of sorted.entries()) {
    const name = line.slice(0, -ROW_DIGITS - 1);
    groups.rows[at] = Number(line.slice(-ROW_DIGITS));
    if (name === groups.names.at(-1)) continue;
    groups.names.push(name);
    starts.push(at);
  }
  return { ...groups, starts: Int32Array.from([...starts, sorted.length]) };
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
const startsOf = (groups: readonly (readonly number[])[], from: number): Int32Array => {
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
  const classStarts = startsOf(classes, surfaces.rows.length);
  const { buffer, backward_dimension: ids } = loaded.connection_costs;
  const words = new Words(classStarts.at(-1) ?? 0, ids);
  for (const [index, name] of surfaces.names.entries()) {
    const likelihood = likelihoodOf(name);
    const end = surfaces.starts[index + 1] ?? 0;
    for (let at = surfaces.starts[index] ?? 0; at < end; at++)
      words.add(known, surfaces.rows[at] ?? 0, likelihood);
  }
  for (const row of classes.flat()) words.add(unknown, row, UNKNOWN_LIKELIHOOD);
  // The first two numbers are the dimensions.
  const connections = connectionsOf(buffer.subarray(2), words.use);
  return {
    trie: buildTrie(surfaces.names, surfaces.starts),
    ...words.layOut(connections.numbers),
    connections,
    classes: classesOf(loaded.unknown_dictionary, classStarts),
  };
};
