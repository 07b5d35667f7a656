import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import NodeDictionaryLoader from 'kuromoji/src/loader/NodeDictionaryLoader.js';
import { cachedDictionary } from './dictionary-cache.ts';
import type { LoadedDictionaries } from 'kuromoji/src/loader/NodeDictionaryLoader.js';

/** The words of one table (known or unknown), as columns; a word is its row number. */
export interface WordTable {
  left: Uint16Array;
  right: Uint16Array;
  cost: Int16Array;
  /** Where the word's features start in `features`, UTF-8 and ended by a zero byte. */
  featuresAt: Int32Array;
  features: Uint8Array;
  /** Rows that share a key (a surface, a character class): `rows[from[key]]` up to `rows[from[key + 1]]`. */
  from: Int32Array;
  rows: Int32Array;
}

/** What unknown words may be made of, for each UTF-16 code unit. */
interface CharacterClasses {
  /** Class of each code unit. */
  of: Uint8Array;
  /** 1: an unknown word is tried here even where the dictionary knows one. */
  always: Uint8Array;
  /** 1: neighbours of the same class are taken together. */
  grouping: Uint8Array;
  /** The class of every surrogate pair. */
  fallback: number;
}

/** kuromoji's ipadic, laid out for `segmenter.ts`. Read-only after loading, shared by all tokenizers. */
export interface Dictionary {
  /** Double-array trie over the UTF-8 bytes of surfaces. */
  trie: { base: Int32Array; check: Int32Array };
  /** Connection costs: `costs[right * width + left + 2]`. */
  costs: Int16Array;
  width: number;
  known: WordTable;
  unknown: WordTable;
  classes: CharacterClasses;
}

const ROW_BYTES = 10;

const columns = (bytes: Uint8Array): Pick<WordTable, 'left' | 'right' | 'cost' | 'featuresAt'> => {
  const rows = Math.floor(bytes.length / ROW_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = {
    left: new Uint16Array(rows),
    right: new Uint16Array(rows),
    cost: new Int16Array(rows),
    featuresAt: new Int32Array(rows),
  };
  for (let row = 0; row < rows; row++) {
    const at = row * ROW_BYTES;
    table.left[row] = view.getUint16(at, true);
    table.right[row] = view.getUint16(at + 2, true);
    table.cost[row] = view.getInt16(at + 4, true);
    table.featuresAt[row] = view.getInt32(at + 6, true);
  }
  return table;
};

/** Calls `visit` for each (key, row) of a map file: a count, then key, number of rows, rows. */
const eachMapping = (map: Int32Array, visit: (key: number, row: number) => void): void => {
  let at = 1;
  while (at + 1 < map.length) {
    const key = map[at] ?? 0;
    const end = at + 2 + (map[at + 1] ?? 0);
    for (at += 2; at < end; at++) visit(key, (map[at] ?? 0) / ROW_BYTES);
  }
};

const keyed = (bytes: Uint8Array): Pick<WordTable, 'from' | 'rows'> => {
  const map = new Int32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  let keys = 0;
  let total = 0;
  eachMapping(map, (key) => {
    keys = Math.max(keys, key + 1);
    total += 1;
  });
  const from = new Int32Array(keys + 1);
  eachMapping(map, (key) => (from[key + 1] = (from[key + 1] ?? 0) + 1));
  for (let key = 0; key < keys; key++) from[key + 1] = (from[key + 1] ?? 0) + (from[key] ?? 0);
  const rows = new Int32Array(total);
  const next = from.slice();
  eachMapping(map, (key, row) => {
    const at = next[key] ?? 0;
    rows[at] = row;
    next[key] = at + 1;
  });
  return { from, rows };
};

/** The written part of a buffer: kuromoji's files are padded with zeros to a power of two. */
const trimmed = (bytes: Uint8Array): Uint8Array => {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.slice(0, end + 1);
};

const characterClasses = (lookup: LoadedDictionaries['unknown_dictionary']): CharacterClasses => {
  const classes: CharacterClasses = {
    of: new Uint8Array(0x10000),
    always: new Uint8Array(256),
    grouping: new Uint8Array(256),
    fallback: lookup.lookup('\ud800').class_id,
  };
  for (let code = 0; code < 0x10000; code++) {
    const found = lookup.lookup(String.fromCharCode(code));
    classes.of[code] = found.class_id;
    classes.always[found.class_id] = found.is_always_invoke;
    classes.grouping[found.class_id] = found.is_grouping;
  }
  return classes;
};

const wordTable = (source: LoadedDictionaries['token_info_dictionary'], map: Uint8Array): WordTable => ({
  ...columns(source.dictionary.buffer),
  ...keyed(map),
  features: trimmed(source.pos_buffer.buffer),
});

const dictionaryFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('kuromoji/package.json')), 'dict');

const read = (folder: string): Promise<Dictionary> =>
  new Promise((resolve, reject) => {
    const loader = new NodeDictionaryLoader(folder);
    const maps = { known: new Uint8Array(0), unknown: new Uint8Array(0) };
    // kuromoji turns these maps into objects of 390,000 string keys, which takes 1.5 s of the start and
    // 60 MB; the segmenter wants flat arrays, which take 20 ms.
    loader.dic.token_info_dictionary.loadTargetMap = (bytes) => (maps.known = Uint8Array.from(bytes));
    loader.dic.unknown_dictionary.loadTargetMap = (bytes) => (maps.unknown = Uint8Array.from(bytes));
    loader.load((error, loaded) => {
      if (error) return reject(error);
      return resolve({
        trie: { base: loaded.trie.bc.getBaseBuffer(), check: loaded.trie.bc.getCheckBuffer() },
        costs: loaded.connection_costs.buffer,
        width: loaded.connection_costs.backward_dimension,
        known: wordTable(loaded.token_info_dictionary, maps.known),
        unknown: wordTable(loaded.unknown_dictionary, maps.unknown),
        classes: characterClasses(loaded.unknown_dictionary),
      });
    });
  });

/**
 * A source of the dictionary that reads it once, on first use. A failed load is reported to everyone
 * who waits for it and forgotten, so that the next call tries again.
 * @param folder kuromoji's `dict` folder; the installed package's own by default
 */
export const dictionarySource = (folder: string = dictionaryFolder()): (() => Promise<Dictionary>) =>
  once(() => read(folder));

const once = (load: () => Promise<Dictionary>): (() => Promise<Dictionary>) => {
  let loading: Promise<Dictionary> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
};

/**
 * Where the copy of the installed dictionary lies. The format of a copy is that of the running V8; the
 * last number counts changes of `Dictionary`.
 */
const copyFile = fileURLToPath(
  new URL(`../../.cache/dictionary-kuromoji-0.1.2-v8-${process.versions.v8}-1.bin`, import.meta.url),
);

/** The installed dictionary, shared by the whole process. */
export const loadDictionary = once(cachedDictionary(() => read(dictionaryFolder()), copyFile));
