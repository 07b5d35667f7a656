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
  const spans: Span[] = [];
  let start = 0;
  for (const { index } of normalised.matchAll(NEGATION)) {
    const last = spans.at(-1);
    const from = clauseStart(normalised, index, start);
    // Two in one clause rule it out once, up to the later one.
    if (last?.start === from) last.end = index + 1;
    else spans.push({ start: from, end: index + 1 });
    start = from;
  }
  return spans;
}

/** Where the clause begins that `index` lies in; not before `from`, where an earlier one began. */
function clauseStart(normalised: string, index: number, from: number): number {
  let start = index;
  while (start > from && !CLAUSE_END.test(normalised.charAt(start - 1))) start--;
  return start;
}
