import type { WordGroup } from '../domain/knowledge.ts';
import { SEPARATOR, wordList, type Words } from './word-list.ts';

/** Something that only shows across groups and files; `path` leads to it as in a zod issue. */
export interface IntentIssue {
  path: (string | number)[];
  message: string;
}

/**
 * A group spells out to so many words at the most: thirty groups that each name the next one twice would be a
 * thousand million. Sane: 1,000 to 5,000.
 */
const mostWords = 2_000;
/** Groups name groups to such a depth at the most: each level is one more call. Sane: 5 to 50. */
const mostLevels = 20;

/** Spells groups out, and keeps what could not be found. */
export class WordGroups {
  readonly issues: IntentIssue[] = [];
  readonly #words: Words;
  readonly #spelled = new Map<string, string[]>();

  constructor(words: Words) {
    this.#words = words;
  }

  /** A slot is the name of a group or words written on the spot; `path` leads to the list of slots. */
  slots(slots: readonly string[], path: (string | number)[]): WordGroup[] {
    return slots.map((slot, at) => {
      if (!slot.includes(SEPARATOR)) return { name: slot, words: this.#spellOut(slot, [...path, at], []) };
      return { name: slot, words: this.#expand(wordList.parse(slot), [...path, at], []) };
    });
  }

  /** `path` leads to the name. */
  named(name: string, path: (string | number)[]): WordGroup {
    return { name, words: this.#spellOut(name, path, []) };
  }

  #expand(words: readonly string[], path: (string | number)[], open: readonly string[]): string[] {
    const expanded = new Set<string>();
    for (const entry of words) {
      const found = entry.startsWith('=') ? this.#spellOut(entry.slice(1), path, open) : [entry];
      for (const word of found) expanded.add(word);
      if (expanded.size > mostWords) {
        return this.#refuse(path, `語のまとまりが${mostWords}語を超えています。語を減らしてください。`);
      }
    }
    return [...expanded];
  }

  /** `open` are the groups being spelled out, so that a circle ends in an issue and not in a hang. */
  #spellOut(name: string, path: (string | number)[], open: readonly string[]): string[] {
    const known = this.#spelled.get(name);
    if (known) return known;
    const words = Object.hasOwn(this.#words, name) ? this.#words[name] : undefined;
    if (words === undefined) {
      const message = `「${name}」という語のまとまりは、このファイルにも words.yaml にもありません。つづりを直すか、まとまりを加えてください。`;
      return this.#refuse(path, message);
    }
    if (open.includes(name)) {
      const circle = [...open.slice(open.indexOf(name)), name].join('」→「');
      const message = `語のまとまりが「${circle}」と循環しています。どれか1つから「=名前」を消してください。`;
      return this.#refuse(path, message);
    }
    if (open.length === mostLevels) {
      const message = `語のまとまりが${mostLevels}段を超えて重なっています。「=名前」の代わりに語を書いてください。`;
      return this.#refuse(path, message);
    }
    const spelled = this.#expand(words, path, [...open, name]);
    this.#spelled.set(name, spelled);
    return spelled;
  }

  #refuse(path: (string | number)[], message: string): string[] {
    this.issues.push({ path, message });
    return [];
  }
}
