/** kuromoji's dictionary loader has no types of its own; only what `dictionary.ts` reads is declared. */
declare module 'kuromoji/src/loader/NodeDictionaryLoader.js' {
  interface Bytes {
    buffer: Uint8Array;
  }
  interface WordTable {
    dictionary: Bytes;
    pos_buffer: Bytes;
    target_map: Record<string, number[]>;
    loadTargetMap(bytes: Uint8Array): unknown;
  }
  interface CharacterClass {
    class_id: number;
    is_always_invoke: number;
    is_grouping: number;
  }
  export interface LoadedDictionaries {
    trie: { bc: { getBaseBuffer(): Int32Array; getCheckBuffer(): Int32Array } };
    token_info_dictionary: WordTable;
    connection_costs: { buffer: Int16Array; backward_dimension: number };
    unknown_dictionary: WordTable & {
      lookup(character: string): CharacterClass;
    };
  }
  export default class NodeDictionaryLoader {
    constructor(path: string);
    dic: LoadedDictionaries;
    load(done: (error: Error | null, dictionaries: LoadedDictionaries) => void): void;
  }
}
