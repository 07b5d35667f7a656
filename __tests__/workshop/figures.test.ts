import { digestOf, type Digest } from '../../bot/workshop/digests/digest.ts';
import { byWeek, figuresByTime, type FiguresByTime } from '../../bot/workshop/figures/by-time.ts';
import { csat, noFigures, percentile, solvedShare, type Figures } from '../../bot/workshop/figures/tally.ts';
import { DeskScene, sato } from '../conversation/desk-scene.ts';

const article = '給与明細の公開方法を教えてください';
const lawful = '労働基準法に違反しますか、教えてください';
const nonsense = 'ぽぽぽぽ';

const range = { from: '2026-11-23', to: '2026-11-30' };

const figuresOf = async (
  scene: DeskScene,
  ids: readonly string[],
  now = '2026-11-27T18:00:00+09:00',
): Promise<FiguresByTime> => {
  async function* digests(): AsyncGenerator<Digest> {
    for (const id of ids) yield digestOf(await scene.load(id));
  }
  const { calendar } = scene.brain.knowledge;
  return figuresByTime(digests(), { range, calendar, now: new Date(now) });
};

const dayOf = ({ days }: FiguresByTime, date: string): Figures => {
  const day = days.get(date);
  if (!day) throw new Error(`no day ${date}`);
  return day;
};

const askOnce = (scene: DeskScene, id: string) => scene.say(id, article);

const endingAfter = async (act: (scene: DeskScene, id: string) => Promise<unknown>, now?: string) => {
  const scene = await DeskScene.open();
  const id = await scene.begin();
  await act(scene, id);
  return Object.fromEntries(dayOf(await figuresOf(scene, [id], now), '2026-11-24').endings);
};

describe('the figures of a day', () => {
  let scene: DeskScene;
  beforeEach(async () => {
    scene = await DeskScene.open();
  });

  test('count what the bot made of each question, refusals by their topic', async () => {
    const id = await scene.begin();
    for (const text of [article, lawful, nonsense]) await scene.say(id, text);
    const day = dayOf(await figuresOf(scene, [id]), '2026-11-24');
    expect(day.conversations).toBe(1);
    expect(Object.fromEntries(day.questions)).toEqual({ answered: 1, refused: 1, fallback: 1 });
    expect(Object.fromEntries(day.refusedBy)).toEqual({ law: 1 });
  });

  test('count neither a chat that was opened and left, nor the questions of the intake', async () => {
    const [opened, queued] = [await scene.begin(), await scene.queue()];
    const day = dayOf(await figuresOf(scene, [opened, queued]), '2026-11-24');
    expect(day.conversations).toBe(1);
    expect([...day.questions.keys()]).toEqual([]);
    expect(day.queued).toBe(1);
  });

  test('count the wait in staffed minutes: a break does not lengthen it', async () => {
    scene.at('2026-11-24T11:50:00+09:00');
    const id = await scene.queue();
    scene.at('2026-11-24T13:40:00+09:00');
    await scene.desk.claim(id, sato);
    const { waits } = dayOf(await figuresOf(scene, [id]), '2026-11-24');
    expect(waits.map(Math.round)).toEqual([20]);
  });

  test('count who was answered by a person once for each time in the queue, and who left it', async () => {
    const [served, left] = [await scene.queue(), await scene.queue()];
    await scene.desk.claim(served, sato);
    for (const text of ['一つ目です', '二つ目です'])
      await scene.desk.answer(served, sato, { clientMessageId: text, text, seenSeq: 1_000 });
    await scene.conversations.leaveQueue(left);
    expect(dayOf(await figuresOf(scene, [served, left]), '2026-11-24')).toMatchObject({
      queued: 2,
      served: 1,
      left: 1,
    });
  });

  test('stand on the day it happened in Japan, not where the server is', async () => {
    scene.at('2026-11-25T00:30:00+09:00');
    const id = await scene.begin();
    await scene.say(id, article);
    const figures = await figuresOf(scene, [id]);
    expect(dayOf(figures, '2026-11-24').conversations).toBe(0);
    expect(dayOf(figures, '2026-11-25').conversations).toBe(1);
    expect(figures.hours.businessDays[0]).toBe(1);
  });

  test('keep questions on days off apart from those on business days', async () => {
    scene.at('2026-11-28T11:00:00+09:00');
    const id = await scene.begin();
    await scene.say(id, article);
    const { hours } = await figuresOf(scene, [id], '2026-11-30T18:00:00+09:00');
    expect([hours.daysOff[11], hours.businessDays[11]]).toEqual([1, 0]);
  });
});

describe('a conversation counts as', () => {
  test.each<[string, (scene: DeskScene, id: string) => Promise<unknown>, string]>([
    ['solved when the last question was answered', (scene, id) => scene.say(id, article), 'solved'],
    ['refused when the last was', (scene, id) => scene.say(id, lawful), 'refused'],
    ['unanswered when nothing was found', (scene, id) => scene.say(id, nonsense), 'unanswered'],
    [
      'unhelpful when the customer says so of the last answer',
      async (scene, id) => {
        await scene.say(id, article);
        await scene.conversations.feedback(id, 2, false);
      },
      'unhelpful',
    ],
    [
      'a wish for a person when one was asked for, even after an answer',
      async (scene, id) => {
        await scene.say(id, article);
        await scene.say(id, '担当者と話したい');
      },
      'person',
    ],
  ])('%s', async (_what, act, ending) => {
    expect(await endingAfter(act)).toEqual({ [ending]: 1 });
  });

  test('nothing yet while it moved within the last 24 hours', async () => {
    expect(await endingAfter(askOnce, '2026-11-25T10:00:00+09:00')).toEqual({});
  });
});

const figuresWith = (changes: Partial<Figures>): Figures => ({ ...noFigures(), ...changes });

describe('shares', () => {
  test('of what was solved are of all conversations with a question, refused ones too', () => {
    const endings = new Map([
      ['solved', 3],
      ['refused', 1],
      ['unanswered', 1],
      ['person', 1],
    ] as const);
    expect(solvedShare(figuresWith({ endings: new Map(endings) }))).toBe(0.5);
  });

  test('of satisfaction are of those who answered, 4 and 5 of five', () => {
    expect(csat(figuresWith({ scores: [5, 4, 3, 1] }))).toBe(0.5);
  });

  test('of nothing are nothing, and not 0 %', () => {
    expect([solvedShare(noFigures()), csat(noFigures()), percentile([], 0.5)]).toEqual([null, null, null]);
  });

  test('of waits are waits that somebody had', () => {
    const waits = [9, 1, 2, 3, 4, 5, 6, 7, 8, 40];
    expect([percentile(waits, 0.5), percentile(waits, 0.9)]).toEqual([5, 9]);
  });
});

test('a week is named after its Monday and holds all seven days', async () => {
  const scene = await DeskScene.open();
  const id = await scene.begin();
  await scene.say(id, article);
  scene.at('2026-11-29T11:00:00+09:00');
  const other = await scene.begin();
  await scene.say(other, article);
  const weeks = byWeek((await figuresOf(scene, [id, other], '2026-11-30T18:00:00+09:00')).days);
  expect([...weeks].map(([monday, { conversations }]) => [monday, conversations])).toEqual([
    ['2026-11-23', 2],
    ['2026-11-30', 0],
  ]);
});
