import type { Block } from './blocks.ts';
import type { TopicId } from './decision.ts';

/** An article as it is served: the approved text, and what is matched against. */
export interface Article {
  id: string;
  group: string;
  /** The question as its title. */
  title: string;
  /** Other ways to ask it. */
  questions: string[];
  /** Still more ways, which only help to recognise it (`intents/phrasings/`) and are never shown. */
  phrasings: readonly string[];
  tags: string[];
  /** Ids of related articles, nearest first. */
  related: string[];
  source: string | null;
  verifiedOn: string | null;
  blocks: Block[];
  /** Plain text of the answer, for matching. */
  text: string;
  version: number;
  /** Changes when anything that is matched or said changes; the index caches by it. */
  fingerprint: string;
}

/** An approved sentence that is no article: refusal, desk wording, notice, small talk. */
export interface Wording {
  id: string;
  title: string;
  /** May hold placeholders such as `{opensAt}`, filled from the program's own values, never from a user's text. */
  blocks: Block[];
  version: number;
}

/** A group of words that mean the same in this product; the first is the customer's usual one. */
export type SynonymGroup = string[];

/** A word the tokenizer must not cut. */
export interface DomainWord {
  surface: string;
  /** Katakana. */
  reading: string;
}

export interface ClosedDay {
  /** ISO date. */
  date: string;
  reason: string;
  /** ISO dates: the widget shows the announcement from, to (inclusive). */
  announceFrom: string;
  announceTo: string;
}

/** Office hours as data (policy.md, table H). Times are HH:MM in Japan. */
export interface Calendar {
  /** Half-open intervals of a working day: [from, to). */
  hours: { from: string; to: string }[];
  /** Days off around the year's end as month-day, inclusive: from 12-29 to 01-03. */
  yearEnd: { from: string; to: string };
  closedDays: ClosedDay[];
  /** H4: a notice is given to those who join the queue within this many minutes before a closing. */
  cutOffMinutes: number;
  /** N6: business days without a reply after which an answered conversation closes. */
  closeAfterBusinessDays: number;
}

export interface Plan {
  id: string;
  name: string;
  /** `always`, or only within the free trial of `trialDays` days, the first day counted as day 1. */
  handoff: 'always' | 'trial';
  trialDays: number | null;
}

/** Who may be handed to a person (policy.md, table E), and where others are pointed. */
export interface EligibilityRules {
  plans: Plan[];
  adminRole: string;
}

/** Links that wordings point to, by name: `{link:inquiryForm}`. */
export type Links = Record<string, { label: string; href: string }>;

/** A named group of words of which any one fills a slot; the name is what reasons are told with. */
export interface WordGroup {
  name: string;
  /** As the editor wrote them: `残業代`, or `残業…計算` for parts that follow each other closely. */
  words: string[];
}

/**
 * One way to recognise an intent, as an editor writes it in `intents/`: the rule fires when every
 * group of `all` is found and none of `unless` is. There is no pattern language on purpose: nothing
 * an editor writes can backtrack.
 */
export interface IntentRule {
  name: string;
  all: WordGroup[];
  unless: WordGroup[];
  /** True: the groups of `all` must follow each other in this order, close together. */
  near: boolean;
  /** True: holds even where the examples say otherwise; for acts that no question about the product holds. */
  sure: boolean;
  /** Small talk: fires only when nothing else is said than the words of `all` and these fillers. */
  alone: WordGroup | null;
}

export interface Intent {
  id: string;
  /** The approved text that answers it; null where the desk takes over (`person`). */
  wordingId: string | null;
  rules: IntentRule[];
  /** Must be recognised; evidence for the second opinion and the editors' tests. */
  examples: string[];
  /** Must not be recognised. */
  counterexamples: string[];
}

export interface OutOfScopeTopic extends Intent {
  id: TopicId;
  /** Clause of policy.md: O1 … O13. */
  clause: string;
  /** What editors call it, such as 労務・給与の実務. */
  title: string;
  /** 1 to 9: of several topics that are recognised, the one with the higher number is the one meant. */
  priority: number;
  wordingId: string;
  /** Articles that a refusal may point on to (O1: the matching how-to; O13: audit-log). */
  pointsTo: string[];
}

/** The bytes of a picture that is shown to customers. */
export interface ServedPicture {
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
  bytes: Uint8Array;
}

/** What one load of `knowledge/` and `intents/` compiled to; swapped whole, never changed. */
export interface Knowledge {
  /** Short hash over every file that was read. */
  version: string;
  articles: ReadonlyMap<string, Article>;
  wording: ReadonlyMap<string, Wording>;
  /** Those of every approved version of every article, by the last part of their address: `<sha256>.png`. */
  pictures: ReadonlyMap<string, ServedPicture>;
  topics: readonly OutOfScopeTopic[];
  /** Person, small talk, thanks, complaints …, in the order they are tried. */
  intents: readonly Intent[];
  /** Sentences about anything but the product: what no article answers is learnt from them. */
  elsewhere: readonly string[];
  synonyms: readonly SynonymGroup[];
  domainWords: readonly DomainWord[];
  calendar: Calendar;
  eligibility: EligibilityRules;
  links: Links;
}
