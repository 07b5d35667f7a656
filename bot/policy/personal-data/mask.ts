import type { MaskType } from '../../domain/conversation.ts';
import { findAddresses } from './addresses.ts';
import { findBracketedPhones } from './bracketed-phones.ts';
import { findEmails } from './emails.ts';
import { overlaps, type Finding } from './finding.ts';
import { fold, type Folded } from './fold.ts';
import { findHealthInsurance } from './health-insurance.ts';
import { Keywords } from './keywords.ts';
import { markOf } from './marks.ts';
import { findNumbers } from './numbers.ts';
import { protectedSpans } from './protected.ts';
import { findResidenceCards } from './residence-cards.ts';

/** Masked personal data; offsets are UTF-16 units of the input, start ≤ i < end. */
export interface MaskedPlace {
  type: MaskType;
  start: number;
  end: number;
}

export interface Masked {
  text: string;
  /** In the order of the text, never overlapping. */
  found: MaskedPlace[];
}

/** Everything that is masked has a digit, in some script, or an @. Most messages have neither. */
const WORTH_A_LOOK = /[\p{N}@＠﹫一二三四五六七八九十]/u;

/** Each detector by itself, blind to the others. */
const detect = (text: string): Finding[] => {
  const keywords = new Keywords(text);
  const webAddresses = protectedSpans(text);
  const outsideWebAddresses = [
    ...findAddresses(text),
    ...findHealthInsurance(text, keywords),
    ...findResidenceCards(text, keywords),
    ...findBracketedPhones(text),
  ].filter((finding) => !webAddresses.some((address) => overlaps(address, finding)));
  // E-mail addresses are masked inside web addresses too: they name a person there as well.
  return [...findEmails(text), ...outsideWebAddresses, ...findNumbers({ text, keywords }, webAddresses)];
};

/** Where findings overlap, the longest stays; what is left is in the order of the text. */
const settle = (findings: readonly Finding[]): Finding[] => {
  const settled: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = settled.at(-1);
    if (!last || !overlaps(last, finding)) settled.push(finding);
    else if (finding.end - finding.start > last.end - last.start) settled[settled.length - 1] = finding;
  }
  return settled;
};

const inInput = (folded: Folded, { type, start, end }: Finding): MaskedPlace => ({
  type,
  start: folded.startOf(start),
  end: folded.endOf(end - 1),
});

const replaced = (text: string, places: readonly MaskedPlace[]): string => {
  let masked = '';
  let position = 0;
  for (const { type, start, end } of places) {
    masked += text.slice(position, start) + markOf(type);
    position = end;
  }
  return masked + text.slice(position);
};

/**
 * Personal data replaced by fixed marks (promises.md, "Personal data"). Pure, takes linear time, and
 * runs in browsers too: first there, and on the server always.
 */
export const mask = (text: string): Masked => {
  if (!WORTH_A_LOOK.test(text)) return { text, found: [] };
  const folded = fold(text);
  const found = settle(detect(folded.text)).map((finding) => inInput(folded, finding));
  return { text: replaced(text, found), found };
};
