/** A part of the normalised text, half-open. */
export interface Span {
  start: number;
  end: number;
}

/**
 * What rules out the clause before it: 「AではなくB」「Aじゃなくて」「Aしたいわけではありません」.
 * 「Aではない」 states a fact, and 「Aではなくなった」 a change: both say A.
 */
const NEGATION = /(?:では|じゃ)なく(?!な)|わけ(?:では|じゃ)(?:な|あり)/gu;
const CLAUSE_END = /[、。,.!?！？\n]/u;

/**
 * The clauses that a customer rules out. 「残業代の計算ではなく、給与明細の項目」: the first eight
 * characters are none of the question.
 */
export function negatedSpans(normalised: string): Span[] {
  if (!/では|じゃ/u.test(normalised)) return [];
  return Array.from(normalised.matchAll(NEGATION), ({ index }) => {
    let start = index;
    while (start > 0 && !CLAUSE_END.test(normalised.charAt(start - 1))) start--;
    return { start, end: index + 1 };
  });
}
