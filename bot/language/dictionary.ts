import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import NodeDictionaryLoader from 'kuromoji/src/loader/NodeDictionaryLoader.js';
import type { Connections } from './connections.ts';
import { layOut } from './dictionary-layout.ts';
import { copyFile, keptCopy } from './kept-copy.ts';
import { packageVersion } from './package-version.ts';

/** What unknown words may be made of, for each UTF-16 code unit. */
export interface CharacterClasses {
  /** Class of each code unit. */
  of: Uint8Array;
  /** 1: an unknown word is tried here even where the dictionary knows one. */
  always: Uint8Array;
  /** 1: neighbours of the same class are taken together. */
  grouping: Uint8Array;
  /** The class of every surrogate pair. */
  fallback: number;
  /** Rows of the unknown words of a class: `words[class]` up to `words[class + 1]`. */
  words: Int32Array;
}

/**
 * kuromoji's ipadic, laid out for `segmenter.ts`: what is read together lies together. A word is its row;
 * the words of one surface are neighbours. Read-only after loading, shared by all tokenizers.
 */
export interface Dictionary {
  /** From a surface to its rows (`surface-trie.ts`). */
  trie: Int32Array;
  /** Four numbers for each row (`word-columns.ts`). */
  words: Int16Array;
  partsOfSpeech: { pos: string; posDetail: string }[];
  /**
   * Dictionary form and reading of each row, with a tab between, from `formsAt[row]` up to
   * `formsAt[row + 1]`; empty where they are those of the surface.
   */
  forms: string;
  formsAt: Int32Array;
  connections: Connections;
  classes: CharacterClasses;
}

const packageFolder = (): string => dirname(createRequire(import.meta.url).resolve('kuromoji/package.json'));
const dictionaryFolder = (): string => join(packageFolder(), 'dict');

const read = (folder: string): Promise<Dictionary> =>
  new Promise((resolve, reject) => {
    const loader = new NodeDictionaryLoader(folder);
    let unknownMap = new Uint8Array(0);
    // kuromoji turns these maps into objects of 390,000 string keys, which takes 1.5 s of the start and
    // 60 MB. The rows of a known surface are found by the surface, which every row names.
    loader.dic.token_info_dictionary.loadTargetMap = () => {};
    loader.dic.unknown_dictionary.loadTargetMap = (bytes) => (unknownMap = Uint8Array.from(bytes));
    loader.load((error, loaded) => {
      if (error) return reject(error);
      return resolve(layOut(loaded, unknownMap));
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

/** Counts changes of `Dictionary`. */
const layout = 3;

/** The installed dictionary, shared by the whole process. */
export const loadDictionary = once(async () =>
  keptCopy({
    file: copyFile('dictionary'),
    key: `${await packageVersion(packageFolder())} ${layout}`,
    make: () => read(dictionaryFolder()),
  }),
);
