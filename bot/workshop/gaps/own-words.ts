import type { SynonymGroup } from '../../domain/knowledge.ts';
import { normalise } from '../../language/normalise.ts';

/** A text in which an editor's synonyms stand as the usual word, and what the customer wrote in its place. */
export interface Reworded {
  text: string;
  /** The customer's own word where any of its usual word is asked for; null elsewhere. Offsets in `text`. */
  wordAt(start: number, end: number): string | null;
}

interface Place {
  start: number;
  end: number;
  own: string;
}

/** In the text and not among its tokens: the tokenizer may cut a synonym into several. */
export const inUsualWords = (groups: readonly SynonymGroup[]): ((text: string) => Reworded) => {
  const usualOf = new Map(
    groups.flatMap(([usual = '', ...others]) => others.map((other) => [normalise(other), usual] as const)),
  );
  usualOf.delete('');
  // The longest first: 年次有給休暇 must not be taken for 有給休暇 with something before it.
  const words = [...usualOf.keys()].toSorted((left, right) => right.length - left.length).map(escaped);
  if (words.length === 0) return (text) => ({ text: normalise(text), wordAt: () => null });
  // Plain words side by side, tried at each character: nothing in it can go back and forth.
  const any = new RegExp(words.join('|'), 'g');
  return (text) => reworded(normalise(text), any, usualOf);
};

const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const reworded = (text: string, any: RegExp, usualOf: ReadonlyMap<string, string>): Reworded => {
  const places: Place[] = [];
  let said = '';
  let from = 0;
  for (const { 0: own, index } of text.matchAll(any)) {
    said += text.slice(from, index);
    const start = said.length;
    said += usualOf.get(own) ?? own;
    places.push({ start, end: said.length, own });
    from = index + own.length;
  }
  said += text.slice(from);
  return {
    text: said,
    wordAt: (start, end) => places.find((place) => place.start < end && start < place.end)?.own ?? null,
  };
};
