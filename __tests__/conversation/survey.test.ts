import { DeskScene, sato, staffed, wordingIds } from './desk-scene.ts';

let scene: DeskScene;
beforeAll(async () => {
  scene = await DeskScene.open();
});
beforeEach(() => scene.at(staffed));

/** A conversation that a person had and closed. */
const closed = async (): Promise<string> => {
  const id = await scene.queue();
  await scene.desk.claim(id, sato);
  await scene.desk.close(id, sato);
  return id;
};

const answer = (id: string, score: number, comment: string | null = null) =>
  scene.conversations.survey(id, { score, comment });

const surveys = async (id: string) => (await scene.load(id)).events.filter(({ type }) => type === 'survey');

describe('the survey (N7)', () => {
  test('is asked right after the line that closes, and thanked for', async () => {
    const id = await closed();
    const { events } = await scene.load(id);
    expect(wordingIds(events.slice(-2))).toEqual(['desk-finished', 'survey-ask']);
    const given = await answer(id, 5, '  とても丁寧でした\r\n');
    expect(given).toMatchObject({
      events: [{ type: 'survey', on: events.length, score: 5, comment: 'とても丁寧でした' }],
      seq: events.length + 1,
    });
    expect(wordingIds(given.events)).toEqual(['survey-thanks']);
  });

  test('is not asked when a conversation is closed that nobody took', async () => {
    const id = await scene.queue();
    const { events } = await scene.desk.close(id, sato);
    expect(wordingIds(events.slice(-1))).toEqual(['desk-finished']);
    await expect(answer(id, 3)).rejects.toMatchObject({ status: 409, code: 'survey-not-offered' });
  });

  test('cannot be answered while the bot or a person has the conversation', async () => {
    const refused = { status: 409, code: 'survey-not-closed' };
    const withBot = await scene.begin();
    await scene.say(withBot, '給与明細の公開方法は？');
    await expect(answer(withBot, 3)).rejects.toMatchObject(refused);
    const withPerson = await scene.queue();
    await scene.desk.claim(withPerson, sato);
    await expect(answer(withPerson, 3)).rejects.toMatchObject(refused);
  });

  test('answered fifty times at once with the same is answered once, and each is told the same', async () => {
    const id = await closed();
    const replies = await Promise.all(Array.from({ length: 50 }, () => answer(id, 4, '助かりました')));
    for (const { events, seq } of replies) {
      expect({ events, seq }).toEqual({ events: replies[0]?.events, seq: replies[0]?.seq });
    }
    expect(await surveys(id)).toHaveLength(1);
  });

  test('keeps the first answer and refuses another', async () => {
    const id = await closed();
    await answer(id, 4);
    await expect(answer(id, 1)).rejects.toMatchObject({ status: 409, code: 'survey-answered' });
    expect(await surveys(id)).toMatchObject([{ score: 4, comment: null }]);
  });

  test('keeps of a comment nothing that nobody may keep, and the same comment is recognised all the same', async () => {
    const id = await closed();
    const { events } = await answer(id, 2, '番号123456789018が画面に出ました');
    expect(events).toMatchObject([{ masked: ['my-number'] }]);
    expect(JSON.stringify(await scene.load(id))).not.toContain('123456789018');
    expect((await answer(id, 2, '番号123456789018が画面に出ました')).events).toEqual(events);
  });

  test.each([
    ['nothing but blanks', ' 　\n', 'message-empty'],
    ['control characters', 'a\u0000', 'message-invalid'],
    ['half of a surrogate pair', '\ud800', 'message-invalid'],
    ['501 characters', 'が'.repeat(501), 'message-too-long'],
  ])('refuses a comment of %s and can be answered afterwards', async (_what, comment, code) => {
    const id = await closed();
    await expect(answer(id, 3, comment)).rejects.toMatchObject({ status: 400, code });
    // 500 characters to a reader, 1,000 to a computer, also after か + ゛ have become one.
    await expect(answer(id, 3, '𠮷か\u3099'.repeat(250))).resolves.toMatchObject({
      events: [{ comment: '𠮷が'.repeat(250) }],
    });
  });

  test('blocks nothing: who writes on is answered, before it and after it', async () => {
    const id = await closed();
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual([
      'desk-reopened',
      'payslip-publish',
    ]);
    await answer(id, 5);
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual(['payslip-publish']);
  });

  test('is asked again at the next closing, once for each', async () => {
    const id = await closed();
    await answer(id, 5);
    await scene.say(id, '続きがあります');
    await scene.conversations.requestHandoff(id);
    expect((await scene.load(id)).desk.state).toBe('waiting');
    await scene.desk.claim(id, sato);
    await scene.desk.close(id, sato);
    await answer(id, 2);
    expect(await surveys(id)).toMatchObject([{ score: 5 }, { score: 2 }]);
    await expect(answer(id, 5)).rejects.toMatchObject({ code: 'survey-answered' });
  });

  test('survives a restart of the program between question and answer', async () => {
    const id = await closed();
    const restarted = await DeskScene.open();
    await restarted.stores.conversations.create(await scene.load(id));
    await restarted.conversations.survey(id, { score: 3, comment: null });
    expect((await restarted.load(id)).events.at(-1)).toMatchObject({ type: 'survey', score: 3 });
  });

  test('is refused while nothing can be kept, and can be answered afterwards', async () => {
    const id = await closed();
    scene.stores.conversations.setOutage('ENOSPC');
    await expect(answer(id, 3)).rejects.toMatchObject({ status: 503, code: 'storage-unavailable' });
    scene.stores.conversations.setOutage(null);
    await answer(id, 3);
    expect(await surveys(id)).toHaveLength(1);
  });

  test('loses its comment when staff remove it, and keeps its grade (N4)', async () => {
    const id = await closed();
    const { seq, events } = await answer(id, 1, '田中さんの病名まで聞かれました');
    const redacted = await scene.redactions.redact(id, sato, { seq, rule: 'personal-data' });
    expect(JSON.stringify(redacted)).not.toContain('病名');
    expect(redacted.events.slice(-2)).toMatchObject([
      { type: 'survey', score: 1, comment: '' },
      { type: 'redacted', on: seq, rule: 'personal-data' },
    ]);
    const again = await answer(id, 1, '田中さんの病名まで聞かれました');
    expect(again.events.map((event) => event.seq)).toEqual(events.map((event) => event.seq));
  });

  test('without a comment has nothing to remove', async () => {
    const id = await closed();
    const { seq } = await answer(id, 1);
    await expect(scene.redactions.redact(id, sato, { seq, rule: 'inappropriate' })).rejects.toMatchObject({
      status: 422,
      code: 'not-redactable',
    });
  });
});
