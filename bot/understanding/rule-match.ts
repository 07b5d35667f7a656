import type { IntentRule, WordGroup } from '../domain/knowledge.ts';
import type { Analysis } from '../domain/understanding.ts';
import { bearsNoMeaning } from './bears-no-meaning.ts';
import { introductions } from './introductions.ts';
import type { Found, Occurrence, WordFinder } from './word-finder.ts';

/** Characters that may lie between the parts of `A…B`. Range 8–20: a clause, not a sentence. */
const GAP = 14;
/** Characters that may lie between the slots of a `near` rule. Range 1–3: particles, not another verb. */
const NEAR = 2;
const GAP_MARK = '…';
/** Letters and digits, but not the mark that only draws a vowel out (ありがとー). */
const SAID = /(?!ー)[\p{L}\p{N}]/u;

/** One alternative of a group: word ids that follow each other. */
interface Alternative {
  group: number;
  parts: number[];
}

export interface CompiledRule {
  name: string;
  all: number[];
  unless: number[];
  near: boolean;
  alone: number | null;
}

export interface RuleHit {
  rule: string;
  /** What filled the slots, as it stands in the question. */
  evidence: string[];
  /** Whether nothing else was said. */
  alone: boolean;
}

/** A question with the groups that it fills, and where. */
export interface Findings {
  analysis: Analysis;
  groups: ReadonlyMap<number, readonly Occurrence[]>;
}

/** Adds to the list at a place. Every place before it gets its own: an array that grows by leaps becomes a hash table. */
const put = <T>(lists: (T[] | undefined)[], place: number, item: T): void => {
  while (lists.length <= place) lists.push(undefined);
  (lists[place] ??= []).push(item);
};

const NO_GROUPS: readonly number[] = [];
const NO_ALTERNATIVES: readonly Alternative[] = [];

/** The compiled words and groups of any number of rules; a question is searched once for all of them. */
export class RuleBook {
  readonly #finder: WordFinder;
  readonly #groupIds = new Map<string, number>();
  /** Groups of the words that are an alternative by themselves; most are. */
  readonly #groupsOf: (number[] | undefined)[] = [];
  /** The others by the first part, so that a question costs what it holds and not what the rules hold. */
  readonly #alternatives: (Alternative[] | undefined)[] = [];

  /** @param finder may serve several books: a question is searched once for all of them */
  constructor(finder: WordFinder) {
    this.#finder = finder;
  }

  compile(rule: IntentRule): CompiledRule {
    return {
      name: rule.name,
      all: rule.all.map((group) => this.#groupId(group)),
      unless: rule.unless.map((group) => this.#groupId(group)),
      near: rule.near,
      alone: rule.alone === null ? null : this.#groupId(rule.alone),
    };
  }

  read(analysis: Analysis): Findings {
    const found = this.#finder.find(analysis);
    const groups = new Map<number, readonly Occurrence[]>();
    const fill = (group: number, spans: readonly Occurrence[]): void => {
      const known = groups.get(group);
      groups.set(group, known === undefined ? spans : [...known, ...spans]);
    };
    for (const [first, places] of found) {
      for (const group of this.#groupsOf[first] ?? NO_GROUPS) fill(group, places);
      for (const { group, parts } of this.#alternatives[first] ?? NO_ALTERNATIVES) {
        const spans = spansOf(parts, found);
        if (spans.length > 0) fill(group, spans);
      }
    }
    return { analysis, groups };
  }

  #groupId({ words }: WordGroup): number {
    const key = words.join('\n');
    const known = this.#groupIds.get(key);
    if (known !== undefined) return known;
    const group = this.#groupIds.size;
    this.#groupIds.set(key, group);
    for (const word of words) this.#addAlternative(group, word);
    return group;
  }

  #addAlternative(group: number, word: string): void {
    const parts = word.split(GAP_MARK).map((part) => this.#finder.idOf(part));
    const [first] = parts;
    if (first === undefined) return;
    if (parts.length > 1) put(this.#alternatives, first, { group, parts });
    else put(this.#groupsOf, first, group);
  }
}

/** Where the parts follow each other, each within `GAP` of the one before. */
const spansOf = (parts: number[], found: Found): readonly Occurrence[] => {
  const lists = parts.map((part) => found.get(part) ?? []);
  return lists.some((list) => list.length === 0) ? [] : chain(lists, GAP);
};

/** Where one occurrence of each list follows the one before, at most `gap` characters later. */
function chain([first, ...rest]: (readonly Occurrence[])[], gap: number): readonly Occurrence[] {
  let spans = first ?? [];
  for (const next of rest) {
    spans = spans.flatMap(({ start, end }) => {
      const follower = next.find((other) => other.start >= end && other.start - end <= gap);
      return follower === undefined ? [] : [{ start, end: follower.end }];
    });
  }
  return spans;
}

/** The first rule that fires, in the editor's order, or null. */
export function firstHit(rules: readonly CompiledRule[], findings: Findings): RuleHit | null {
  for (const rule of rules) {
    if (!fires(rule, findings)) continue;
    return { rule: rule.name, evidence: evidenceOf(rule, findings), alone: rule.alone !== null };
  }
  return null;
}

/** Whether an exception stands in the question that holds for every one of the rules. */
export function isVetoed(rules: readonly CompiledRule[], { groups }: Findings): boolean {
  const [first, ...others] = rules;
  return (first?.unless ?? []).some(
    (group) => groups.has(group) && others.every(({ unless }) => unless.includes(group)),
  );
}

function fires({ all, unless, near, alone }: CompiledRule, findings: Findings): boolean {
  const { groups } = findings;
  for (const group of all) if (!groups.has(group)) return false;
  for (const group of unless) if (groups.has(group)) return false;
  if (near && !areNear(all, findings)) return false;
  return alone === null || nothingElse([...all, alone], findings);
}

const areNear = (slots: readonly number[], { groups }: Findings): boolean =>
  chain(
    slots.map((group) => groups.get(group) ?? []),
    NEAR,
  ).length > 0;

const evidenceOf = ({ all }: CompiledRule, findings: Findings): string[] => wordsIn(all, findings);

/** The words of the question that fill any slot of any of the rules. */
export const traces = (rules: readonly CompiledRule[], findings: Findings): string[] =>
  wordsIn([...new Set(rules.flatMap(({ all }) => all))], findings);

function wordsIn(slots: readonly number[], { analysis, groups }: Findings): string[] {
  const spans = slots
    .flatMap((group) => groups.get(group) ?? [])
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return spans
    .filter((span) => {
      const isNew = span.end > end;
      end = Math.max(end, span.end);
      return isNew;
    })
    .map((span) => analysis.normalised.slice(span.start, span.end));
}

function nothingElse(allowed: readonly number[], { analysis, groups }: Findings): boolean {
  const { normalised, tokens } = analysis;
  const isAllowed = new Uint8Array(normalised.length);
  for (const token of tokens) if (bearsNoMeaning(token)) isAllowed.fill(1, token.start, token.end);
  for (const { start, end } of introductions(analysis)) isAllowed.fill(1, start, end);
  for (const group of allowed)
    for (const { start, end } of groups.get(group) ?? []) isAllowed.fill(1, start, end);
  for (let at = 0; at < normalised.length; at++)
    if (isAllowed[at] === 0 && SAID.test(normalised.charAt(at))) return false;
  return true;
}
