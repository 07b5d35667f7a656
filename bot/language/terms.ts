import type { Token } from '../domain/understanding.ts';
import { isKanaUnit, isPlainLetter } from './plain-characters.ts';
import { wordKey } from './variants.ts';

/** A word that is matched, with what it says about the question. Offsets as in the token. */
export interface Term {
  /** One for all spellings of the word (`wordKey`). */
  key: string;
  /** As written. */
  surface: string;
  /** Katakana. */
  reading: string;
  /** 0 < weight ≤ 1: 1 for a noun that carries meaning, less for verbs, numbers and adverbs. */
  weight: number;
  start: number;
  end: number;
}

const ANY = '*';

type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>;

function byKind(weights: Readonly<Record<string, Readonly<Record<string, number>>>>): Weights {
  return new Map(Object.entries(weights).map(([pos, details]) => [pos, new Map(Object.entries(details))]));
}

/**
 * How much a word of each kind says, by ipadic part of speech and sub-category (`*`: any other).
 * Sane range 0–1; 0 drops the word. Nouns name the thing, verbs often only frame the request.
 */
const WEIGHTS = byKind({
  名詞: {
    '*': 1,
    代名詞: 0.5,
    数: 0.5,
    副詞可能: 0.7,
    非自立: 0.1,
    接尾: 0.6,
    特殊: 0,
    接続詞的: 0,
    引用文字列: 0,
  },
  動詞: { 自立: 0.7, '*': 0 },
  形容詞: { 自立: 0.8, '*': 0.3 },
  副詞: { '*': 0.3 },
  接頭詞: { '*': 0.4 },
  連体詞: { '*': 0.1 },
  感動詞: { '*': 0.2 },
  助動詞: { '*': 0 },
});

/** Negation is never dropped: ログインできる and ログインできない are two questions. */
const NEGATION_WEIGHT = 0.3;
/** A verb with its negation is a word of its own: 届かない names a trouble, 届く does not. */
const NEGATED_VERB_WEIGHT = 0.5;
const NEGATIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['助動詞', new Set(['ない', 'ぬ', 'ん', 'まい'])],
  ['形容詞', new Set(['ない', '無い'])],
]);
const isNegation = ({ pos, base }: Token): boolean => NEGATIONS.get(pos)?.has(base) === true;

/** What frames a request without saying what it is about. Never negation. */
const REQUEST_WORDS = (
  'する なる ある いる おる やる 行う 行なう 教える 知る 願う 思う 考える 言う いう くださる 下さい ください ' +
  'いただく 頂く もらう くれる わかる 分かる 聞く 聴く 伺う 尋ねる 質問 お願い 方法 やり方 仕方 しかた 仕組み 方 ' +
  '場合 とき 時 こと 事 もの 物 の ん よう 様 ため 為 たい ほしい 欲しい よい 良い いい できる 出来る ' +
  'これ それ あれ この その あの ここ そこ こちら 私 自分 何 なに なん どう どの どのように どれ ご 御 お 的 等 など 可能 ' +
  'お世話 恐れ入る 恐縮 教示 存じる 申す 申し上げる お手数 手数 幸い 致す 参る 差し支え 恐れ いつも'
)
  .split(' ')
  .map(wordKey);

/**
 * What is asked about a thing: every article has a procedure, a date, a price. The thing itself decides.
 */
const ASPECTS = (
  '期限 期間 費用 料金 値段 金額 手数料 場所 時間 時期 日時 手続き 申請 申し込み 書類 必要 持ち物 条件 対象 内容 ' +
  '情報 問い合わせ 相談 制度 窓口 利用 使用 理由 原因 違い 意味 種類 手順 操作 設定 確認 変更 登録 取得 発行 案内 説明 ' +
  '支払い 受け取り 提出 作成 追加 どこ いつ いくら だれ どこか どちら 人'
)
  .split(' ')
  .map(wordKey);
/** Range 0.3–1. */
const ASPECT_WEIGHT = 0.7;

/** The most that a word can weigh for what it means, by its key; 1 for any other. */
const MOST: ReadonlyMap<string, number> = new Map([
  ...ASPECTS.map((key) => [key, ASPECT_WEIGHT] as const),
  ...REQUEST_WORDS.map((key) => [key, 0] as const),
]);

const NOTHING_MARKED: ReadonlySet<Token> = new Set();

/** Marks that replaced personal data say nothing about the question. */
const insideMark = (tokens: readonly Token[]): ReadonlySet<Token> => {
  if (!tokens.some(({ surface }) => surface.includes('〔'))) return NOTHING_MARKED;
  const inside = new Set<Token>();
  let open = false;
  for (const token of tokens) {
    if (token.surface.includes('〔')) open = true;
    if (open) inside.add(token);
    if (token.surface.includes('〕')) open = false;
  }
  return inside;
};

const MEANINGFUL = /[\p{L}\p{N}]/u;

/** A sign, or one kana, which is what an unknown word in kana falls apart into. */
const saysNothing = (surface: string): boolean => {
  const unit = surface.charCodeAt(0);
  if (surface.length === 1 && isKanaUnit(unit)) return true;
  return !isPlainLetter(unit) && !MEANINGFUL.test(surface);
};

const weightOf = ({ pos, posDetail, surface }: Token): number => {
  const kinds = WEIGHTS.get(pos);
  const weight = kinds?.get(posDetail) ?? kinds?.get(ANY) ?? 0;
  return weight > 0 && saysNothing(surface) ? 0 : weight;
};

/** Where the verb stands that a negation belongs to, or -1: 届か|ない, 届き|ませ|ん, 見|られ|ない. */
const negatedVerb = (tokens: readonly Token[], negation: number): number => {
  for (let at = negation - 1; at >= Math.max(0, negation - 3); at--) {
    const { pos, posDetail } = tokens[at] ?? { pos: '', posDetail: '' };
    if (pos === '動詞' && posDetail === '自立') return at;
    const isBetween = pos === '助動詞' || (pos === '動詞' && posDetail === '接尾');
    if (!isBetween) return -1;
  }
  return -1;
};

const negation = (tokens: readonly Token[], at: number, token: Token): Term => {
  const from = negatedVerb(tokens, at);
  const verb = tokens[from];
  const { surface, reading, end } = token;
  if (!verb) return { key: 'ない', surface, reading, weight: NEGATION_WEIGHT, start: token.start, end };
  const words = tokens.slice(from, at + 1);
  return {
    key: `${wordKey(verb.base)}ない`,
    surface: words.map((word) => word.surface).join(''),
    reading: words.map((word) => word.reading).join(''),
    weight: NEGATED_VERB_WEIGHT,
    start: verb.start,
    end,
  };
};

/** The words of a text that are worth matching, in order; repeated words stay repeated. */
export const terms = (tokens: readonly Token[]): Term[] => {
  const marks = insideMark(tokens);
  const found: Term[] = [];
  for (const [at, token] of tokens.entries()) {
    if (marks.has(token)) continue;
    if (isNegation(token)) {
      found.push(negation(tokens, at, token));
      continue;
    }
    // Most tokens are grammar, whose kind weighs nothing: told without their key.
    const most = weightOf(token);
    if (most === 0) continue;
    const key = wordKey(token.base);
    const weight = Math.min(most, MOST.get(key) ?? 1);
    if (weight === 0) continue;
    const { surface, reading, start, end } = token;
    found.push({ key, surface, reading, weight, start, end });
  }
  return found;
};
