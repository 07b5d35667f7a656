import type { Token } from '../domain/understanding.ts';
import { isKana, isKatakana, toKatakana } from '../language/kana.ts';
import { spell } from './romaji.ts';

/** A token as it sounds. */
export interface SoundToken {
  token: Token;
  /** Its place in the sound. */
  start: number;
  end: number;
  /** Whether the articles know it as it stands, so that it is not heard for something else. */
  isSure: boolean;
}

/** A whole question as it sounds. */
export interface Sound {
  /** Katakana; what has no sound is left out or stands for itself. */
  text: string;
  tokens: readonly SoundToken[];
  /** Place in the question where each kana begins and ends. */
  from: readonly number[];
  to: readonly number[];
  /** 1 for each kana that was typed as such and is not sure: a word may begin, end or be mistyped here. */
  open: Uint8Array;
  /** 1 for each place where a mistyped word may begin: in what is not sure, and in the word before it. */
  doubted: Uint8Array;
  /** 1 for each place where a word may begin or end; one more than kana. */
  border: Uint8Array;
}

interface Part {
  sound: string;
  from: readonly number[];
  to: readonly number[];
  isTyped: boolean;
}

const LATIN_WORD = /^[a-z][a-z-]{2,}$/u;

const countUp = (from: number, length: number): number[] => Array.from({ length }, (_, at) => from + at);

/** Kana stand for themselves, letters are spelt out where they can be, and kanji sound as a whole. */
const partOf = ({ surface, reading, start, end }: Token, isSure: boolean): Part => {
  if (surface === ' ') return { sound: '', from: [], to: [], isTyped: false };
  if (isKana(surface)) {
    const { length } = surface;
    return {
      sound: toKatakana(surface),
      from: countUp(start, length),
      to: countUp(start + 1, length),
      isTyped: true,
    };
  }
  const spelled = !isSure && LATIN_WORD.test(surface) ? spell(surface) : null;
  if (spelled) {
    const move = (places: readonly number[]): number[] => places.map((place) => start + place);
    return { sound: spelled.kana, from: move(spelled.from), to: move(spelled.to), isTyped: true };
  }
  const sound = toKatakana(reading);
  const { length } = sound;
  return {
    sound,
    from: Array.from({ length }, () => start),
    to: Array.from({ length }, () => end),
    isTyped: LATIN_WORD.test(surface),
  };
};

/** Letters that are no kana stay together. */
const isLatin = ({ sound }: Part): boolean => LATIN_WORD.test(sound);

/** @param doubtful the tokens that may be heard for something else */
export const soundOf = (tokens: readonly Token[], doubtful: ReadonlySet<Token>): Sound => {
  const from: number[] = [];
  const to: number[] = [];
  const open: number[] = [];
  const border: number[] = [];
  const placed: SoundToken[] = [];
  let text = '';
  for (const token of tokens) {
    const sure = !doubtful.has(token);
    const part = partOf(token, sure);
    placed.push({ token, start: text.length, end: text.length + part.sound.length, isSure: sure });
    text += part.sound;
    const isSplit = part.isTyped && !sure && !isKatakana(token.surface) && !isLatin(part);
    for (let at = 0; at < part.sound.length; at++) {
      from.push(part.from[at] ?? token.start);
      to.push(part.to[at] ?? token.end);
      open.push(part.isTyped && !sure ? 1 : 0);
      border.push(at === 0 || isSplit ? 1 : 0);
    }
  }
  const doubted = Uint8Array.from(open);
  placed.forEach(({ start, end, isSure: sure }, at) => {
    const next = placed[at + 1];
    if (end > start && (!sure || (next && !next.isSure && next.end > next.start))) doubted[start] = 1;
  });
  return {
    text,
    doubted,
    tokens: placed,
    from,
    to,
    open: Uint8Array.from(open),
    border: Uint8Array.from([...border, 1]),
  };
};
