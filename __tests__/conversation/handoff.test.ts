import { anonymousCustomer } from '../../bot/domain/customer.ts';
import {
  DeskScene,
  administrator,
  evening,
  inBreak,
  sato,
  staffed,
  textOf,
  wordingIds,
} from './desk-scene.ts';

let scene: DeskScene;
beforeAll(async () => {
  scene = await DeskScene.open();
});
beforeEach(() => scene.at(staffed));

describe('asking for a person in staffed hours', () => {
  test('begins a short intake, by the button or in words', async () => {
    const byButton = await scene.begin();
    expect(wordingIds((await scene.conversations.requestHandoff(byButton)).events)).toEqual(['intake-kind']);
    const inWords = await scene.begin();
    expect(wordingIds(await scene.say(inWords, '担当者と話したい'))).toEqual(['intake-kind']);
  });

  test('asks of an error the employee number, the page and what was done, and says how long finding out takes (I1, I2)', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    expect(wordingIds(await scene.say(id, 'エラーや不具合'))).toEqual(['intake-employee-number']);
    expect(wordingIds(await scene.say(id, '0012'))).toEqual(['intake-page-url']);
    expect(wordingIds(await scene.say(id, 'いま開いているページ'))).toEqual(['intake-what-was-done']);
    expect(wordingIds(await scene.say(id, '保存を押した'))).toEqual(['desk-queued', 'desk-investigation']);
    expect(await scene.load(id)).toMatchObject({
      desk: { state: 'waiting' },
      intake: {
        employeeNumber: '0012',
        pageUrl: 'https://hr.example.com/crews',
        whatWasDone: '保存を押した',
      },
    });
  });

  test.each(['エラーが出ます', '保存できない不具合です', 'ｴﾗｰ'])(
    'takes 「%s」 for an error report, although it is not the button’s label (I1)',
    async (words) => {
      const id = await scene.begin();
      await scene.conversations.requestHandoff(id);
      expect(wordingIds(await scene.say(id, words))).toEqual(['intake-employee-number']);
    },
  );

  test('says how long finding out takes also when the report is handed over later (I2)', async () => {
    scene.at('2026-11-24T16:59:30+09:00');
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.say(id, 'エラーや不具合');
    await scene.say(id, '0012');
    await scene.say(id, 'いま開いているページ');
    scene.at(evening);
    expect(wordingIds(await scene.say(id, '保存を押した'))).toEqual(['desk-closed']);
    scene.at('2026-11-25T11:00:00+09:00');
    const { events } = await scene.conversations.requestHandoff(id);
    expect(wordingIds(events)).toEqual(['desk-queued', 'desk-investigation']);
  });

  test('lets every step of the intake be skipped', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.say(id, 'スキップする');
    expect(wordingIds(await scene.say(id, 'スキップする'))).toEqual(['desk-queued']);
    expect((await scene.load(id)).intake).toEqual({
      subject: null,
      employeeNumber: null,
      pageUrl: null,
      whatWasDone: null,
    });
  });

  test('again by the button during the intake repeats its question and forgets nothing', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    const pressed = async () => wordingIds((await scene.conversations.requestHandoff(id)).events);
    expect(await pressed()).toEqual(['intake-kind']);
    await scene.say(id, 'エラーや不具合');
    await scene.say(id, '0012');
    expect(await pressed()).toEqual(['intake-page-url']);
    expect(await pressed()).toEqual(['intake-page-url']);
    await scene.say(id, 'いま開いているページ');
    await scene.say(id, '保存を押した');
    expect(scene.failures).toEqual([]);
    expect(await scene.load(id)).toMatchObject({
      desk: { state: 'waiting' },
      intake: { employeeNumber: '0012', whatWasDone: '保存を押した' },
    });
  });

  test('can be called off in the middle of the intake', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    expect(wordingIds(await scene.say(id, 'やっぱりやめる'))).toEqual(['intake-subject']);
    expect(wordingIds(await scene.say(id, 'やめます。'))).toEqual(['intake-cancelled']);
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual(['payslip-publish']);
    expect((await scene.load(id)).desk.state).toBe('bot');
  });

  test('goes on with the intake after a restart of the program', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    const restarted = await DeskScene.open();
    await restarted.stores.conversations.create(await scene.load(id));
    expect(wordingIds(await restarted.say(id, 'エラーや不具合'))).toEqual(['intake-employee-number']);
  });

  test('does not keep a customer in a dialogue that a new version no longer has', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.stores.conversations.update(id, async (current) => ({
      conversation: {
        ...current,
        dialogueState: JSON.parse(JSON.stringify(current.dialogueState).replaceAll('"intake"', '"removed"')),
      },
      result: null,
    }));
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual(['payslip-publish']);
  });

  test('says shortly before the break that the answer may come after it (H4)', async () => {
    scene.at('2026-11-24T11:50:00+09:00');
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.say(id, '操作や設定の方法');
    const replies = await scene.say(id, '招待のこと');
    expect(wordingIds(replies)).toEqual(['desk-queued', 'desk-cut-off-break']);
    expect(textOf(replies[1])).toContain('本日13:30');
  });

  test('twice makes no second place in the queue', async () => {
    const id = await scene.queue();
    const before = await scene.load(id);
    expect((await scene.conversations.requestHandoff(id)).events).toEqual([]);
    expect(await scene.load(id)).toEqual(before);
  });

  test('can be given up while waiting; the bot answers again', async () => {
    const id = await scene.queue();
    expect(wordingIds((await scene.conversations.leaveQueue(id)).events)).toEqual(['desk-left-queue']);
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual(['payslip-publish']);
  });
});

describe('asking for a person out of hours (H8)', () => {
  test('is never queued, and tells the exact next opening', async () => {
    scene.at(inBreak);
    const id = await scene.begin();
    const [refusal] = await scene.say(id, '担当者と話したい');
    expect(refusal).toMatchObject({ kind: 'handoff', wording: { id: 'desk-closed' } });
    expect(textOf(refusal)).toContain('本日13:30');
    expect((await scene.load(id)).desk.state).toBe('bot');
  });

  test('gives the best articles for what was asked before', async () => {
    scene.at(evening);
    const id = await scene.begin();
    await scene.say(id, '給与明細を公開したい');
    const { events } = await scene.conversations.requestHandoff(id);
    expect(events[0]).toMatchObject({ choices: [{ articleId: 'payslip-publish' }] });
  });

  test('is not queued either when the desk closed during the intake', async () => {
    scene.at('2026-11-24T16:59:30+09:00');
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.say(id, '操作や設定の方法');
    scene.at('2026-11-24T17:00:00+09:00');
    expect(wordingIds(await scene.say(id, '招待のこと'))).toEqual(['desk-closed']);
    expect((await scene.load(id)).desk.state).toBe('bot');
  });

  test('can be followed by the wish to be told at the opening, which is kept once', async () => {
    scene.at(evening);
    const id = await scene.begin();
    expect(wordingIds((await scene.conversations.tellAtOpening(id)).events)).toEqual(['desk-will-tell']);
    expect((await scene.conversations.tellAtOpening(id)).events).toEqual([]);
    scene.at('2026-11-25T10:00:00+09:00');
    const told = await scene.upkeep.tellOpening(id);
    expect(wordingIds(told.events.slice(-1))).toEqual(['desk-open-now']);
    expect(told.desk.tellAtOpening).toBe(false);
  });
});

describe('who may not talk to a person', () => {
  test.each([
    ['is not logged in', anonymousCustomer, 'not-eligible-login'],
    ['is no administrator', { ...administrator, role: 'employee' }, 'not-eligible-role'],
    ['has a plan without it', { ...administrator, plan: 'zero' }, 'not-eligible-plan'],
  ])('and %s is told which condition failed, and still gets answers', async (_who, customer, wordingId) => {
    const id = await scene.begin(customer);
    expect(wordingIds((await scene.conversations.requestHandoff(id)).events)).toEqual([wordingId]);
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual(['payslip-publish']);
  });

  test('is not offered the button either', async () => {
    const id = await scene.begin(anonymousCustomer);
    await scene.say(id, '給与明細の公開方法は？');
    const { events } = await scene.conversations.feedback(id, 2, false);
    expect(events[1]).toMatchObject({ quickReplies: [] });
  });
});

describe('while a person holds the conversation', () => {
  test('the bot is silent and the message goes to the person', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    expect(await scene.say(id, '給与明細の公開方法は？')).toEqual([]);
  });

  test('a customer who writes out of hours is told once when the person is back', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    scene.at(evening);
    expect(wordingIds(await scene.say(id, '追加です'))).toEqual(['desk-after-hours']);
    expect(await scene.say(id, 'もう一つ')).toEqual([]);
  });

  test('a message after the closing reopens the same conversation with its history (N6)', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await scene.desk.close(id, sato);
    const replies = await scene.say(id, '給与明細の公開方法は？');
    expect(wordingIds(replies)).toEqual(['desk-reopened', 'payslip-publish']);
    const again = await scene.conversations.requestHandoff(id);
    expect(wordingIds(again.events)).toEqual(['desk-queued']);
  });
});
