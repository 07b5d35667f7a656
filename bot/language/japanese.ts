import { isHiraganaUnit, NOT_PLAIN, plainOf } from './plain-characters.ts';

/** Marks such as 〔メールアドレス〕 that replaced personal data, and addresses: they say nothing about the language. The
 * limit (that of the standard for what stands before @) keeps a thousand characters without space linear.
 */
const NO_LANGUAGE = /〔[^〔〕]*〕|https?:\/\/\S+|\S{1,64}@\S+|[a-z]:\\\S*/giu;
const HIRAGANA = /\p{Script=Hiragana}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const HAN = /\p{Script=Han}/u;
/** Letters of scripts that Japanese is never written in. */
const FOREIGN_SCRIPT =
  /(?![\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆])\p{L}/gu;
/** Latin with marks: French, German, Portuguese, Vietnamese and others. */
const ACCENTED = /(?![a-z])\p{Script=Latin}/iu;
const LATIN_WORD = /[\p{Script=Latin}'’]+/gu;

/** Characters that only simplified Chinese uses. */
const SIMPLIFIED =
  /[这们吗么说请问钱员资调险证录单发码户边过时间车东话语书读见觉让谁谢对报账设计网页开关电脑务个为从动应实现头长门题认识样师帮进远还连选邮银错键难顺预领须频颜验费给结约级组织经纪线练总绍终统继续绩编缩罗职联聘脱节药荐获补装规视览订讨训记许论诉词译试该详误谈贝负责败货质购贴贵贷赔赢趋跃转轮软较输达迁运违适递遗郑释钟钥铁销锁镜闭闻阳阴阶际陆陈随隐韩饭饮馆驾骤髙鸡麦齐龄]/u;
/** Words that hold a Chinese sentence together, traditional ones included. */
const CHINESE_WORDS =
  /怎[么麼樣样]|什[么麼]|[你您]|[我他她][們们的]?[想要的是不在]|[嗎呢麼們這哪沒]|請問|如何.*[的在]|可以.*嗎|無法|不能|謝謝|为什|為什/u;

/** Words that hold a sentence together in English and its neighbours; product names have none of them. */
const FUNCTION_WORDS = new Set(
  (
    'i you we he she they it me my your our the a an is are was were be am do does did can could would will ' +
    'should may must have has had how what where when why who which to of in on for from with at by and or ' +
    'not no please help want need there this that if hello hi hey thanks thank dear sir ' +
    'bonjour merci comment je vous le la les une des est pas hola gracias como el los que no puedo por ' +
    'ich nicht wie der die das und ist bitte danke olá obrigado não você saya tidak bagaimana anda xin chào'
  ).split(' '),
);
/** One word that is a whole foreign message. */
const FOREIGN_ALONE = new Set(
  'hello hi hey thanks help please bonjour merci hola gracias hallo danke'.split(' '),
);

/** Words in a row that are a sentence even without function words. Range 4–7. */
const SENTENCE_WORDS = 6;
/** Words that make a sentence when one of them is a function word. Range 2–4. */
const SHORT_SENTENCE_WORDS = 2;

const latinSentence = (text: string): boolean => {
  const words = [...text.matchAll(LATIN_WORD)].map(([word]) => word);
  // SSO, CSV and the like are names in any language.
  const plain = words
    .filter((word) => word.length === 1 || word !== word.toUpperCase())
    .map((w) => w.toLowerCase());
  if (plain.length >= SENTENCE_WORDS || plain.some((word) => ACCENTED.test(word))) return true;
  if (words.length >= SHORT_SENTENCE_WORDS && plain.some((word) => FUNCTION_WORDS.has(word))) return true;
  return words.length === 1 && words.every((word) => FOREIGN_ALONE.has(word.toLowerCase()));
};

const mostlyForeignScript = (text: string): boolean => {
  const foreign = text.match(FOREIGN_SCRIPT)?.length ?? 0;
  return foreign > 0 && foreign >= (text.match(/\p{L}/gu)?.length ?? 0) / 2;
};

/** What every address has in it. Marks have brackets that are not plain. */
const IN_ADDRESSES: ReadonlySet<number> = new Set(Array.from('@:\\', (sign) => sign.charCodeAt(0)));

/** Hiragana among plain characters, without addresses: most questions, told without looking any further. */
const isPlainlyJapanese = (text: string): boolean => {
  let hasHiragana = false;
  for (let at = 0; at < text.length; at++) {
    const unit = plainOf(text.charCodeAt(at));
    if (isHiraganaUnit(unit)) hasHiragana = true;
    else if (unit === NOT_PLAIN || (unit < 0x80 && IN_ADDRESSES.has(unit))) return false;
  }
  return hasHiragana;
};

/**
 * Whether a message is in Japanese (policy.md, L1). In doubt it is: a wrong "Japanese only" insults a
 * customer who typed 「SSO」, a missed one only costs a fallback. Kanji without kana counts as Japanese
 * unless something in it is Chinese alone.
 */
export const isJapanese = (text: string): boolean => {
  if (isPlainlyJapanese(text)) return true;
  const read = text.normalize('NFKC').replace(NO_LANGUAGE, ' ');
  if (mostlyForeignScript(read)) return false;
  if (HIRAGANA.test(read)) return true;
  if (KANA.test(read)) {
    const words = read.match(LATIN_WORD) ?? [];
    return words.filter((word) => FUNCTION_WORDS.has(word.toLowerCase())).length < 2;
  }
  if (HAN.test(read)) return !SIMPLIFIED.test(read) && !CHINESE_WORDS.test(read);
  return !latinSentence(read);
};
