import type { Intent } from '../../bot/domain/knowledge.ts';
import type { Analysis, IntentHit } from '../../bot/domain/understanding.ts';
import { compileIntents, isSmallTalkAlone, recogniseIntents } from '../../bot/understanding/intents.ts';
import { WordFinder } from '../../bot/understanding/word-finder.ts';
import { inScopeQuestions, realAnalyse, realIntents } from './read-intents.ts';

let intentsOf: (text: string) => IntentHit[];
let analyse: (text: string) => Analysis;

beforeAll(async () => {
  analyse = await realAnalyse();
  const compiled = compileIntents(realIntents(), new WordFinder(analyse));
  intentsOf = (text) => recogniseIntents(compiled.book.read(analyse(text)), compiled);
});

describe('the wish for a person', () => {
  it.each([
    '人と話したいです',
    '担当者に繋いでください',
    'オペレーターに代わって',
    '有人チャットに切り替えて',
    'ボットではなく人間と話したい',
    'たんとうしゃとはなしたい',
    '担当者',
    '招待のことで担当者に直接相談したい',
  ])('is heard in 「%s」', (text) => {
    expect(intentsOf(text)[0]).toMatchObject({ intent: 'person', wordingId: null });
  });

  it.each([
    '電話したい',
    '担当者を指名できますか',
    '有人チャットは何時からですか',
    '人事担当者の権限を変えたい',
    '従業員に担当者を割り当てたい',
    '給与明細を公開したい',
  ])('is not heard in 「%s」', (text) => {
    expect(intentsOf(text).map(({ intent }) => intent)).not.toContain('person');
  });
});

describe('small talk', () => {
  it.each([
    ['こんにちは', 'greeting'],
    ['いつもお世話になっております。よろしくお願いいたします。', 'greeting'],
    ['ありがとうございました！助かりました。', 'thanks'],
    ['失礼します。ありがとうございました', 'thanks'],
    ['もう大丈夫です', 'goodbye'],
    ['ふざけるな！全然役に立たない', 'complaint'],
    ['ばか', 'abuse'],
    ['テスト', 'test-message'],
    ['あなたは誰ですか？', 'who-are-you'],
    ['ロボットなの？', 'who-are-you'],
    ['すごく便利ですね', 'praise'],
    ['はい', 'agreement'],
    ['いいえ、違います', 'disagreement'],
    ['解決しませんでした', 'disagreement'],
    ['ちょっと待ってください', 'wait'],
  ])('「%s」 is %s', (text, intent) => {
    const [hit] = intentsOf(text);
    expect(hit?.intent).toBe(intent);
    expect(hit?.wordingId).toMatch(/^talk-/);
  });

  it.each([
    'お世話になっております。給与明細の公開方法を教えてください',
    'こんにちは、招待メールが届きません',
    'ありがとうございます。もう一つ、部署の追加方法も教えてください',
    'すみません、パスワードを忘れました',
    'テスト用の従業員を登録したい',
    'スマホで使えない',
    '承認待ちの申請を確認したい',
  ])('is not all of 「%s」', (text) => {
    expect(intentsOf(text)).toEqual([]);
  });

  it.each([
    ['ありがとー', 'thanks'],
    ['めっちゃ助かったわ、ほんまに', 'thanks'],
    ['もう疲れてしまいましたよ', 'complaint'],
    ['お世話になっております。株式会社見本の佐藤と申します。', 'greeting'],
    ['お世話になります、人事の田中です', 'greeting'],
  ])(
    'is all of 「%s」: particles, drawn-out vowels and the name of who writes say nothing else',
    (text, intent) => {
      const [hit] = intentsOf(text);
      expect(hit?.intent).toBe(intent);
      expect(hit && isSmallTalkAlone(hit)).toBe(true);
    },
  );

  it.each(['Chromeです', '給与明細です', 'お世話になっております。給与明細の件です'])(
    'is not all of 「%s」: a matter is no name',
    (text) => {
      expect(intentsOf(text).filter(isSmallTalkAlone)).toEqual([]);
    },
  );

  it('beside other words is heard too faintly to stand above anything that was found', () => {
    const [hit] = intentsOf('このままでは不愉快なので帰らせていただきます');
    expect(hit).toMatchObject({ intent: 'complaint', confidence: 0.1 });
    expect(hit && isSmallTalkAlone(hit)).toBe(false);
  });

  it('never hides one of the golden questions about the product', () => {
    const hidden = inScopeQuestions().filter((question) => intentsOf(question).some(isSmallTalkAlone));
    expect(hidden.length).toBeLessThanOrEqual(2);
  });
});

const intent = (rule: Partial<Intent['rules'][number]>): Intent => ({
  id: 'trial',
  wordingId: 'talk-trial',
  examples: [],
  counterexamples: [],
  rules: [{ name: 'r', all: [], unless: [], near: false, sure: false, alone: null, ...rule }],
});
const group = (...words: string[]): { name: string; words: string[] } => ({ name: words.join(), words });

const fires = (rule: Partial<Intent['rules'][number]>, text: string): boolean => {
  const trial = compileIntents([intent(rule)], new WordFinder(analyse));
  return recogniseIntents(trial.book.read(analyse(text)), trial).length > 0;
};

describe('a rule', () => {
  it('needs every slot', () => {
    const rule = { all: [group('残業代', '残業手当'), group('計算')] };
    expect(fires(rule, '残業手当を計算したい')).toBe(true);
    expect(fires(rule, '残業手当を増やしたい')).toBe(false);
  });

  it('yields to an exception', () => {
    const rule = { all: [group('計算')], unless: [group('項目')] };
    expect(fires(rule, '計算の項目')).toBe(false);
  });

  it('finds a verb in every inflection by its dictionary form', () => {
    for (const text of ['消した', '消してしまった', '消しました', '消さない']) {
      expect(fires({ all: [group('消す')] }, text)).toBe(true);
    }
  });

  it('finds a word by its sound in kana and in a conversion error', () => {
    expect(fires({ all: [group('年末調整')] }, 'ねんまつちょうせいのやりかた')).toBe(true);
    expect(fires({ all: [group('年末調整')] }, '年末長征のやり方')).toBe(true);
  });

  it('does not take short homophones for each other', () => {
    expect(fires({ all: [group('解凍')] }, '回答を直したい')).toBe(false);
  });

  it('does not find a word inside another one', () => {
    expect(fires({ all: [group('ログ')] }, 'ログインとブログとカタログ')).toBe(false);
    expect(fires({ all: [group('法で')] }, '方法です')).toBe(false);
    expect(fires({ all: [group('api')] }, 'rapid')).toBe(false);
  });

  it('with … needs the parts in order and close together', () => {
    const rule = { all: [group('消し…戻')] };
    expect(fires(rule, '消したので戻してください')).toBe(true);
    expect(fires(rule, '戻す前に消した')).toBe(false);
  });

  it('with near needs its slots in order and side by side', () => {
    const rule = { all: [group('設定'), group('してください')], near: true };
    expect(fires(rule, '設定してください')).toBe(true);
    expect(fires(rule, '設定の仕方を早めに案内してください')).toBe(false);
  });
});
