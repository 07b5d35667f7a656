import type { Analysis } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import type { Query, Slot } from './query.ts';
import { titleKeys } from './question-lists.ts';

/** Openings that point back: それはどこで？ / その場合は？ / もう少し詳しく */
const POINTS_BACK =
  /^(?:では|じゃあ?|でしたら|それなら|なら|ちなみに|あと|また|えっと|あの)?[、,\s]*(?:それ|その|そこ|そう|これ|この|ここ|こちら|そちら|さっき|先ほど|先程|上記|今の|(?:もう少し|もうすこし|もっと)?(?:詳し|くわし|具体的))/u;
/** 「従業員の場合は？」「退職した人は？」: only the difference is named. */
const NAMES_THE_DIFFERENCE =
  /(?:の場合|の時|のとき|だと|たら|なら|は)(?:は|どう(?:なりますか|ですか)?)?[?？]*$/u;

/** Longest text that can leave its subject out. Range 10–25 characters. */
const SHORT = 18;
/** Words with meaning of their own that a follow-up may bring. Range 1–3. */
const OWN_WORDS = 2;
/** From this weight on a word is one of them: a noun that is no mere aspect (どこ, 期限). Range 0.5–0.8. */
const HAS_MEANING = 0.75;
/** Weight of the previous subject's words against the question's own. Range 0.3–0.8. */
const CARRIED_WEIGHT = 0.8;

/** How likely a message that points back hangs on the answer before it; the others may be new. Range 0.8–1. */
const POINTING = 0.95;
/** One that names nothing of its own, or only what is different. Range 0.5–0.9. */
const WITHOUT_SUBJECT = 0.75;
/** One that is short and names little. Range 0.1–0.4. */
const NAMING_LITTLE = 0.25;

/** A word of it stands in an article, or it is put as a question: なるほど and はあ hang on nothing. */
const asksAnything = ({ normalised }: Analysis, { slots }: Query): boolean =>
  /[?？]$/.test(normalised) || slots.some(({ readings }) => readings.some(({ keys }) => keys.length > 0));

const ownWords = ({ slots }: Query): number => slots.filter(({ weight }) => weight >= HAS_MEANING).length;

/**
 * How likely a message hangs on the answer before it, 0 to 1. Both readings are weighed then, so a new
 * subject of which one is sure wins over the old one.
 */
export const followsUp = (analysis: Analysis, query: Query): number => {
  const { normalised } = analysis;
  if (normalised.length <= SHORT * 2 && POINTS_BACK.test(normalised)) return POINTING;
  if (normalised.length > SHORT) return 0;
  if (!asksAnything(analysis, query)) return 0;
  const own = ownWords(query);
  if (own === 0 || (own === 1 && NAMES_THE_DIFFERENCE.test(normalised))) return WITHOUT_SUBJECT;
  return own <= OWN_WORDS ? NAMING_LITTLE : 0;
};

/** The article that was answered right before. */
export interface Previous {
  id: string;
  /** Whether another article is of its group, or related to it. Asked for a question's few candidates only. */
  isNear: (article: string) => boolean;
}

/** Log-odds of the same article where a follow-up names nothing of its own: もう少し詳しく. Range 2–4. */
const ONLY_THE_SAME = 3;
/** The same where it names something, and those of an article near to it. Range 0.5–2 each. */
const SAME_AGAIN = 1.5;
const NEAR_BY = 1.5;

/** What being near to the previous article adds to an article's log-odds. */
export const kinshipOf = ({ id, isNear }: Previous, query: Query, article: string): number => {
  if (article === id) return ownWords(query) === 0 ? ONLY_THE_SAME : SAME_AGAIN;
  return isNear(article) ? NEAR_BY : 0;
};

/** The question with the words of the previous article's title, where it has not named them itself. */
export const carryOver = (index: ArticleIndex, query: Query, previousArticleId: string): Query => {
  const title = titleKeys(index.questions, index.numbers.get(previousArticleId) ?? -1);
  const said = new Set(query.slots.flatMap(({ readings }) => readings.flatMap(({ keys }) => keys)));
  const carried = [...title]
    .filter((key) => !said.has(key))
    .map((key): Slot => ({
      term: index.vocabulary.key(key),
      weight: CARRIED_WEIGHT,
      start: 0,
      end: 0,
      readings: [{ via: 'exact', keys: [key], weight: CARRIED_WEIGHT }],
    }));
  return { ...query, slots: [...query.slots, ...carried] };
};
