import type { Analysis, Token } from '../domain/understanding.ts';
import { hasKanji } from '../language/kana.ts';
import type { Span } from './negation.ts';

/** 「株式会社○○の佐藤と申します」: whatever the names are, one tells them about oneself. */
const NAMED = /[^\s、。,.!?]{1,30}と(?:申し|もうし)(?:ます|まして)/gu;
/** What ends a clause, where an introduction begins at the earliest. */
const BREAK = /[\s、。,.!?]/u;

/** 佐藤, 高橋: in kanji, for names in kana and Latin are mostly products (Chromeです). */
const isName = ({ surface, posDetail }: Token): boolean => posDetail === '固有名詞' && hasKanji(surface);

const startOfClause = (text: string, at: number): number => {
  let start = at;
  while (start > 0 && !BREAK.test(text.charAt(start - 1))) start -= 1;
  return start;
};

/** Where somebody says who is writing, from the start of the clause: it is courtesy and no matter. */
export const introductions = ({ normalised, tokens }: Analysis): Span[] => {
  const named = [...normalised.matchAll(NAMED)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const bare = tokens.flatMap((token, at) =>
    isName(token) && tokens[at + 1]?.surface === 'です'
      ? [{ start: startOfClause(normalised, token.start), end: token.end }]
      : [],
  );
  return [...named, ...bare];
};
