import type { Analysis, IntentHit } from '../../bot/domain/understanding.ts';
import {
  compileIntents,
  isSmallTalkAlone,
  isSmallTalkBeside,
  recogniseIntents,
  surestFirst,
} from '../../bot/understanding/intents.ts';
import type { CompiledIntents } from '../../bot/understanding/intents.ts';
import type { Findings } from '../../bot/understanding/rule-match.ts';
import { compileTalk, recogniseTalk } from '../../bot/understanding/talk.ts';
import type { CompiledTalk } from '../../bot/understanding/talk.ts';
import { WordFinder } from '../../bot/understanding/word-finder.ts';
import {
  articleQuestions,
  elsewhereSentences,
  inScopeQuestions,
  realAnalyse,
  realIntents,
  realTopics,
  smallTalkQuestions,
} from './read-intents.ts';

const atOnce = (): Promise<void> => Promise.resolve();
let analyse: (text: string) => Analysis;
let compiled: CompiledIntents;
let talk: CompiledTalk;

const others = (): string[][] => [
  articleQuestions(),
  elsewhereSentences(),
  realTopics().flatMap(({ examples }) => examples),
];
const read = (text: string): Findings => compiled.book.read(analyse(text));
const likeExamples = (text: string): IntentHit[] => recogniseTalk(read(text), talk);
const heard = (text: string): IntentHit[] =>
  surestFirst(recogniseIntents(read(text), compiled), likeExamples(text));

beforeAll(async () => {
  analyse = await realAnalyse();
  compiled = compileIntents(realIntents(), new WordFinder(analyse));
  talk = await compileTalk({ intents: realIntents(), compiled, analyse, others: others() }, atOnce);
});

describe('talk that no rule spells out', () => {
  it.each([
    ['教えてもらった通りにやったら取り込めました、お手数をおかけしました', 'thanks'],
    ['ありがとうごさいます', 'thanks'],
    ['何度聞いても見当はずれな回答しか返ってきません', 'complaint'],
    ['手順どおりに進めても全然うまくいかないんですけど', 'complaint'],
    ['お世話になっております。労務を担当しております。よろしくお願いいたします', 'greeting'],
    ['社内で確認するために送っています。気にしないでください', 'test-message'],
    ['詳しい方に代わっていただけますか', 'person'],
  ])('「%s」 is heard as %s', (text, intent) => {
    expect(heard(text)[0]?.intent).toBe(intent);
  });

  it.each([
    'ありがとうございます。あと、権限の変更方法も教えてください',
    '従業員から給与明細が見られないと苦情が来ています',
    'テスト用に作った従業員を消したい',
    '担当者が変わったので管理者を変更したい',
    '明日の天気を教えて',
  ])('is not heard in 「%s」', (text) => {
    expect(likeExamples(text)).toEqual([]);
  });

  it.each(['', ' ', '。'])('is not heard in %j', (text) => {
    expect(likeExamples(text)).toEqual([]);
  });

  it('is not learnt from a handful of examples', async () => {
    const few = realIntents().map((intent) => ({ ...intent, examples: intent.examples.slice(0, 3) }));
    const hardly = await compileTalk({ intents: few, compiled, analyse, others: others() }, atOnce);
    expect(recogniseTalk(read('ありがとうごさいます'), hardly)).toEqual([]);
  });

  it('leaves a refused topic its say, and is no question about the answer before', () => {
    const [hit] = likeExamples('ありがとうごさいます');
    expect(hit && isSmallTalkAlone(hit)).toBe(false);
    expect(hit && isSmallTalkBeside(hit)).toBe(false);
  });

  it('is found in what the golden files hold of each intent, one or a tenth excepted', () => {
    for (const { intent, said } of smallTalkQuestions()) {
      const missed = said.filter((text) => heard(text)[0]?.intent !== intent);
      expect({ intent, missed, enough: missed.length <= Math.max(1, said.length * 0.1) }).toMatchObject({
        enough: true,
      });
    }
  });

  it('is found in hardly any golden question about the product', () => {
    const questions = inScopeQuestions();
    const hidden = questions.filter((question) => likeExamples(question).length > 0);
    expect(hidden.length).toBeLessThanOrEqual(questions.length * 0.01);
  });
});

describe('the files', () => {
  it('have nearly all of their examples recognised first, and hardly any of their counterexamples', () => {
    for (const { id, examples, counterexamples } of realIntents()) {
      const missed = examples.filter((example) => heard(example)[0]?.intent !== id);
      const wrong = counterexamples.filter((example) => heard(example)[0]?.intent === id);
      const isGood = missed.length + wrong.length <= 0.03 * (examples.length + counterexamples.length);
      expect({ id, missed, wrong, isGood }).toMatchObject({ isGood: true });
    }
  });
});

describe('what was learnt', () => {
  it('is the same each time', async () => {
    const again = await compileTalk({ intents: realIntents(), compiled, analyse, others: others() }, atOnce);
    for (const { said } of smallTalkQuestions())
      expect(recogniseTalk(read(said[0] ?? ''), again)).toEqual(likeExamples(said[0] ?? ''));
  });

  it('is taken over while the sentences and the rules stay', async () => {
    const input = { intents: realIntents(), compiled, analyse, others: others() };
    await expect(compileTalk({ ...input, previous: talk }, atOnce)).resolves.toBe(talk);
    const grown = { ...input, others: [...others(), ['給与明細の公開']], previous: talk };
    await expect(compileTalk(grown, atOnce)).resolves.not.toBe(talk);
  });

  it.each(['', ' ', '。', '？', 'w'.repeat(1000), '設定'.repeat(500)])(
    'breaks at nothing, not even at %j',
    (text) => {
      expect(() => likeExamples(text)).not.toThrow();
    },
  );
});
