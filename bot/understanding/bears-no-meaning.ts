import type { Token } from '../domain/understanding.ts';

/**
 * ipadic parts of speech that join, colour or round off and name no matter. Nouns that only point or
 * count are left out, for they ask: 何, いつ, 日間.
 */
const EMPTY = new Set(['助詞', '助動詞', '感動詞', 'フィラー', '接続詞']);
const HELPING_VERBS = new Set(['非自立', '接尾']);

/** Whether a token says nothing about what is meant: of 「もう疲れてしまったわ」, all but 疲れる and もう. */
export const bearsNoMeaning = ({ pos, posDetail }: Token): boolean =>
  EMPTY.has(pos) || (pos === '動詞' && HELPING_VERBS.has(posDetail));
