import { digestOf, type Digest } from '../../bot/workshop/digests/digest.ts';
import { knowledgeUse } from '../../bot/workshop/gaps/article-use.ts';
import { groupQuestions, type MeaningfulTerm } from '../../bot/workshop/gaps/group-questions.ts';
import { missedQuestions, type MissedQuestion } from '../../bot/workshop/gaps/missed-question.ts';
import { productTerms } from '../../bot/workshop/gaps/terms-of.ts';
import { DeskScene } from '../conversation/desk-scene.ts';

const article = '給与明細の公開方法を教えてください';
const nonsense = 'ぽぽぽぽ';

const missed = async (scene: DeskScene, id: string) =>
  missedQuestions(await scene.load(id)).map(({ text, why }) => [text, why]);

const term = (key: string): MeaningfulTerm => ({ key, surface: key, weight: 1 });

const noPause = (): Promise<void> => Promise.resolve();

const groupsOf = async (questions: readonly MissedQuestion[]) => {
  const scene = await DeskScene.open();
  return groupQuestions(questions, productTerms(scene.brain), noPause);
};

const asked = (text: string, articleId: string | null = null, confidence = 0.1): MissedQuestion => ({
  text,
  at: '2026-11-24T02:00:00.000Z',
  conversationId: 'c',
  why: 'fallback',
  nearest: articleId === null ? null : { articleId, confidence },
});

describe('a question without a good answer is', () => {
  let scene: DeskScene;
  let id: string;
  beforeEach(async () => {
    scene = await DeskScene.open();
    id = await scene.begin();
  });

  test('one for which nothing was found', async () => {
    await scene.say(id, article);
    await scene.say(id, nonsense);
    expect(await missed(scene, id)).toEqual([[nonsense, 'fallback']]);
  });

  test('one whose answer was called unhelpful, unless the customer changes their mind', async () => {
    await scene.say(id, article);
    await scene.conversations.feedback(id, 2, false);
    expect(await missed(scene, id)).toEqual([[article, 'unhelpful']]);
    await scene.conversations.feedback(id, 2, true);
    expect(await missed(scene, id)).toEqual([]);
  });

  test('none that was refused, and none that a person was asked', async () => {
    await scene.say(id, '労働基準法に違反しますか、教えてください');
    const queued = await scene.queue();
    await scene.say(queued, nonsense);
    expect([await missed(scene, id), await missed(scene, queued)]).toEqual([[], []]);
  });

  test('none whose text was removed', async () => {
    await scene.say(id, nonsense);
    await scene.redactions.redact(
      id,
      { id: 'sato', name: '佐藤', role: 'agent' },
      { seq: 1, rule: 'personal-data' },
    );
    expect(await missed(scene, id)).toEqual([]);
  });
});

describe('questions without an answer', () => {
  test('are grouped by what they mean, the most frequent first, each wording once', async () => {
    const groups = await groupsOf([
      asked('社員証の写真を変更したい', 'a', 0.25),
      asked('健康診断の予約をキャンセルしたい'),
      asked('社員証の写真の変更方法', 'a', 0.75),
      asked('社員証の写真を変更したい', 'b'),
    ]);
    expect(groups.map(({ times, questions }) => [times, questions.length])).toEqual([
      [3, 2],
      [1, 1],
    ]);
    expect(groups[0]).toMatchObject({
      nearest: { articleId: 'a', confidence: 0.5 },
      questions: [{ times: 2 }, { times: 1 }],
    });
    expect(groups[0]?.words).toEqual(expect.arrayContaining(['社員', '写真']));
  });

  test('are the same groups in whatever order a store gives them', async () => {
    const questions = ['駐車場を申請する方法', '駐車場の申請をしたい', '社員証の写真を変更したい'].map(
      (text) => asked(text),
    );
    expect(await groupsOf(questions.toReversed())).toEqual(await groupsOf(questions));
  });

  test('are one group where an editor’s synonyms say so', async () => {
    const groups = await groupsOf([asked('有休の残り日数'), asked('年次有給休暇の残り日数')]);
    expect(groups.map(({ times }) => times)).toEqual([2]);
  });

  test('are named in the words that customers wrote, and not in the usual word of an editor’s synonyms', async () => {
    const [group] = await groupsOf([
      asked('年次有給休暇の残り日数'),
      asked('年次有給休暇の残り日数を知りたい'),
    ]);
    expect(group?.words).toContain('年次有給休暇');
    expect(group?.words).not.toContain('有休');
  });

  test('are not one group for a word that every customer uses', async () => {
    const texts = ['アプリ 勤怠', 'アプリ 賞与', 'アプリ 契約', 'アプリ 扶養'];
    const groups = await groupQuestions(
      texts.map((text) => asked(text)),
      (text) => text.split(' ').map(term),
      noPause,
    );
    expect(groups).toHaveLength(4);
  });

  test('without any meaningful word do not become one heap with the others', async () => {
    const groups = await groupsOf([asked('？？？'), asked('社員証の写真を変更したい')]);
    expect(groups).toHaveLength(2);
  });
});

test('an article is told of by answers, offers, picks and what customers said of it', async () => {
  const scene = await DeskScene.open();
  const id = await scene.begin();
  await scene.say(id, article);
  await scene.conversations.feedback(id, 2, true);
  await scene.conversations.feedback(id, 2, false);
  await scene.conversations.post(id, { clientMessageId: 'pick-1', text: '公開', choice: 'payslip-publish' });
  await scene.say(id, '労働基準法に違反しますか、教えてください');
  async function* all(): AsyncGenerator<Digest> {
    yield digestOf(await scene.load(id));
  }
  const { articles, refusals } = await knowledgeUse(all());
  expect(articles.get('payslip-publish')).toEqual({
    answered: 2,
    picked: 1,
    offered: 0,
    helpful: 0,
    unhelpful: 1,
  });
  expect([...refusals]).toEqual([['law', 1]]);
});
