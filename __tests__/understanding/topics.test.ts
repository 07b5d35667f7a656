import { topicIds } from '../../bot/domain/decision.ts';
import type { TopicId } from '../../bot/domain/decision.ts';
import type { Analysis, TopicHit } from '../../bot/domain/understanding.ts';
import { compileTopics, recogniseTopics } from '../../bot/understanding/topics.ts';
import { WordFinder } from '../../bot/understanding/word-finder.ts';
import {
  articleQuestions,
  inScopeQuestions,
  realAnalyse,
  realTopics,
  refusalQuestions,
} from './read-intents.ts';

const atOnce = (): Promise<void> => Promise.resolve();
let topicsOf: (question: string) => TopicHit[];

beforeAll(async () => {
  const analyse = await realAnalyse();
  const compiled = await compileTopics(
    { topics: realTopics(), finder: new WordFinder(analyse), analyse, inScope: articleQuestions() },
    atOnce,
  );
  topicsOf = (question) => recogniseTopics(analyse(question), compiled);
});

const share = (questions: readonly string[], is: (question: string) => boolean): number =>
  questions.filter(is).length / questions.length;

describe('the refused topics on golden questions', () => {
  it.each(topicIds)('%s: at least 30 questions, ≥ 90 %% refused', (topic) => {
    const questions = refusalQuestions(topic);
    expect(questions.length).toBeGreaterThanOrEqual(30);
    expect(share(questions, (question) => topicsOf(question).length > 0)).toBeGreaterThanOrEqual(0.9);
  });

  it('≥ 95 % of all are refused, ≥ 90 % under the right topic', () => {
    const all = topicIds.flatMap((topic) => refusalQuestions(topic).map((q) => ({ q, topic })));
    const refused = all.filter(({ q }) => topicsOf(q).length > 0);
    const right = all.filter(({ q, topic }) => topicsOf(q)[0]?.topic === topic);
    expect(refused.length / all.length).toBeGreaterThanOrEqual(0.95);
    expect(right.length / all.length).toBeGreaterThanOrEqual(0.9);
  });

  it('≤ 2 % of the questions about the product are refused', () => {
    const questions = inScopeQuestions();
    expect(questions.length).toBeGreaterThanOrEqual(200);
    expect(share(questions, (question) => topicsOf(question).length > 0)).toBeLessThanOrEqual(0.02);
  });

  it('≤ 1 % of the ways of asking that stand in articles are refused', () => {
    expect(share(articleQuestions(), (question) => topicsOf(question).length > 0)).toBeLessThanOrEqual(0.01);
  });
});

describe('the act decides, not the word (policy.md, table O)', () => {
  const cases: [string, TopicId | null][] = [
    ['給与明細を公開する方法', null],
    ['残業代の計算方法', 'labor-practice'],
    ['年末調整の依頼を送る', null],
    ['扶養に入れるのは年収いくらまで', 'labor-practice'],
    ['CSVの取り込みでエラー', null],
    ['ExcelでCSVが文字化け', 'other-tools'],
    ['監査ログの見方', null],
    ['操作ログをください', 'log-provision'],
    ['従業員を削除する操作', null],
    ['間違って消したので戻して', 'data-recovery'],
    ['推奨環境を知りたい', null],
    ['IEで画面が崩れる', 'unsupported-environment'],
    ['APIトークンの発行方法', null],
    ['APIを呼び出すコードの書き方', 'api-programming'],
    ['雇用契約書を従業員に送りたい', null],
    ['雇用契約書の文面を確認してほしい', 'contract-documents'],
    ['freeeと連携する手順', null],
    ['freeeの使い方を教えて', 'other-systems'],
  ];
  it.each(cases)('「%s」 → %s', (question, topic) => {
    expect(topicsOf(question)[0]?.topic ?? null).toBe(topic);
  });
});

describe('what is typed in many ways', () => {
  const cases: [string, string, TopicId][] = [
    ['kana only', 'けしたじゅうぎょういんをもとにもどして', 'data-recovery'],
    ['half-width', 'ｴｸｾﾙﾃﾞ ﾓｼﾞﾊﾞｹ', 'other-tools'],
    ['a conversion error', '拡張昨日のせいで動かない', 'network-plugin'],
    ['without particles', '設定 代行 お願い', 'proxy-operation'],
    ['angry', '何度もエラー！もうそっちで全部設定してよ！！', 'proxy-operation'],
    [
      'polite and long',
      'いつもお世話になっております。恐れ入りますが、時間外手当の算出方法についてご教示いただけますでしょうか。',
      'labor-practice',
    ],
  ];
  it.each(cases)('%s: 「%s」', (_kind, question, topic) => {
    expect(topicsOf(question)[0]?.topic).toBe(topic);
  });
});

describe('what a customer rules out', () => {
  it.each([
    '残業代の計算ではなく、給与明細への項目の追加方法です',
    'Excelの使い方じゃなくて、従業員の取り込み方法を知りたい',
    '代わりにやってほしいわけではありません。招待の手順を教えてください',
  ])('is not asked: 「%s」', (question) => {
    expect(topicsOf(question)).toEqual([]);
  });

  it('leaves what is asked instead', () => {
    expect(topicsOf('給与明細の公開ではなく、残業代の計算方法が知りたい')[0]?.topic).toBe('labor-practice');
  });
});

describe('what has nothing to do with the desk', () => {
  it.each([
    'コーヒーをください',
    'ベランダの洗濯物を取り込んでください',
    'ジャズを流してくれませんか',
    '犬の散歩をお願いします',
  ])('is not refused for the form of the request alone: 「%s」', (question) => {
    expect(topicsOf(question)).toEqual([]);
  });
});

/** Whether a question is refused by a topic with one rule, whose examples speak against it. */
const isRefused = async (question: string, sure: boolean): Promise<boolean> => {
  const analyse = await realAnalyse();
  const rule = {
    name: '消す',
    all: [{ name: '消す', words: ['消す'] }],
    unless: [],
    near: false,
    sure,
    alone: null,
  };
  const [like, unlike] = [
    ['データを消した、戻して'],
    ['従業員を消す方法', '従業員を消す操作', '従業員を消す画面'],
  ];
  const topics = realTopics().map((topic) =>
    topic.id === 'data-recovery'
      ? { ...topic, rules: [rule], examples: like, counterexamples: unlike }
      : { ...topic, rules: [], examples: [], counterexamples: [] },
  );
  const compiled = await compileTopics(
    { topics, finder: new WordFinder(analyse), analyse, inScope: [] },
    atOnce,
  );
  return recogniseTopics(analyse(question), compiled).length > 0;
};

describe('a rule whose words stand in near misses too', () => {
  it('yields to them', async () => {
    await expect(isRefused('従業員を消す手順', false)).resolves.toBe(false);
  });

  it('holds where the editor marked it as sure', async () => {
    await expect(isRefused('従業員を消す手順', true)).resolves.toBe(true);
  });
});

describe('a hit', () => {
  it('names its rule, the words that fired it, and how sure it is', () => {
    const [hit] = topicsOf('残業代の計算方法を教えて');
    expect(hit).toMatchObject({ topic: 'labor-practice', rule: expect.stringMatching(/.+/) });
    expect(hit?.evidence.join('')).toContain('残業代');
    expect(hit?.confidence).toBeGreaterThanOrEqual(0.5);
    expect(hit?.confidence).toBeLessThanOrEqual(1);
  });

  it('of two asked at once is refused when one of them is a refused act', () => {
    expect(topicsOf('招待メールの再送方法と、残業代の計算方法を教えてください')[0]?.topic).toBe(
      'labor-practice',
    );
  });

  it('puts the more special topic before the general one', () => {
    expect(topicsOf('HTMLを代わりに書いてもらえますか')[0]?.topic).toBe('html-writing');
  });

  it('is the same each time', async () => {
    const analyse = await realAnalyse();
    const again = await compileTopics(
      { topics: realTopics(), finder: new WordFinder(analyse), analyse, inScope: articleQuestions() },
      atOnce,
    );
    const questions = topicIds.flatMap((topic) => refusalQuestions(topic).slice(0, 3));
    for (const question of questions) {
      expect(recogniseTopics(analyse(question), again)).toEqual(topicsOf(question));
    }
  });

  it('is taken over from the version before, of which only new sentences are read', async () => {
    const realAnalysis = await realAnalyse();
    const texts: string[] = [];
    const analyse = (text: string): Analysis => (texts.push(text), realAnalysis(text));
    const input = { topics: realTopics(), finder: new WordFinder(realAnalysis), analyse };
    const first = await compileTopics({ ...input, inScope: ['給与明細の公開'] }, atOnce);
    texts.length = 0;
    const same = await compileTopics({ ...input, inScope: ['給与明細の公開'], previous: first }, atOnce);
    expect(same).toBe(first);
    const inScope = ['給与明細の公開', '年末調整の開始'];
    const next = await compileTopics({ ...input, inScope, previous: first }, atOnce);
    expect(texts).toEqual(['年末調整の開始']);
    const fresh = await compileTopics({ ...input, inScope }, atOnce);
    const question = realAnalysis('源泉徴収票の金額を教えて');
    expect(recogniseTopics(question, next)).toEqual(recogniseTopics(question, fresh));
  });

  it.each(['', ' ', '。', '？', 'あ', '１２３４５６７８９０', 'w'.repeat(1000), '設定'.repeat(500)])(
    'is none, and nothing breaks, for %j',
    (text) => {
      expect(() => topicsOf(text)).not.toThrow();
    },
  );
});

describe('the files of intents/out-of-scope', () => {
  it('give each topic at least 40 examples, and near misses', () => {
    for (const topic of realTopics()) {
      expect(topic.examples.length).toBeGreaterThanOrEqual(40);
      expect(topic.counterexamples.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('do not test with what they learnt from', () => {
    const learnt = new Set(
      realTopics().flatMap(({ examples, counterexamples }) => [...examples, ...counterexamples]),
    );
    const golden = [...topicIds.flatMap(refusalQuestions), ...inScopeQuestions()];
    expect(golden.filter((question) => learnt.has(question))).toEqual([]);
  });

  it('recognise their own examples, and leave their near misses alone', () => {
    for (const topic of realTopics()) {
      const known = share(topic.examples, (example) => topicsOf(example)[0]?.topic === topic.id);
      const wrong = topic.counterexamples.filter((example) =>
        topicsOf(example).some((hit) => hit.topic === topic.id),
      );
      expect({ topic: topic.id, known: known >= 0.95, wrong: wrong.length <= 1 }).toEqual({
        topic: topic.id,
        known: true,
        wrong: true,
      });
    }
  });
});
