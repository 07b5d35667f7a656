import type { Analysis } from '../domain/understanding.ts';
import type { ArticleIndex } from './article-index.ts';
import type { Query, Slot } from './query.ts';
import { titleKeys } from './question-lists.ts';

/** Openings that point back: それはどこで？ / その場合は？ / では従業員は？ */
const POINTS_BACK =
  /^(?:では|じゃあ?|でしたら|それなら|なら|ちなみに|あと|また|えっと|あの)?[、,\s]*(?:それ|その|そこ|そう|これ|この|ここ|こちら|そちら|さっき|先ほど|先程|上記|今の)/u;
/** 「従業員の場合は？」「退職した人は？」: only the difference is named. */
const NAMES_THE_DIFFERENCE =
  /(?:の場合|の時|のとき|だと|たら|なら|は)(?:は|どう(?:なりますか|ですか)?)?[?？]*$/u;

/** Longest text that can leave its subject out. Range 10–25 characters. */
const SHORT = 18;
/** Words with meaning of their own that a follow-up may bring. Range 1–2. */
const OWN_WORDS = 1;
/** Weight of the previous subject's words against the question's own. Range 0.3–0.8. */
const CARRIED_WEIGHT = 0.5;

/** How a message hangs on the answer before it: it says so, it may, or it has a subject of its own. */
export type Dependence = 'points-back' | 'perhaps' | 'none';

export const dependenceOf = ({ normalised }: Analysis, query: Query): Dependence => {
  if (normalised.length <= SHORT * 2 && POINTS_BACK.test(normalised)) return 'points-back';
  const own = query.slots.filter(({ weight }) => weight >= 0.65).length;
  const isShort = normalised.length <= SHORT && own <= OWN_WORDS;
  return isShort && (own === 0 || NAMES_THE_DIFFERENCE.test(normalised)) ? 'perhaps' : 'none';
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
