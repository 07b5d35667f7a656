import { DeskScene, evening, sato, staffed, suzuki, textOf, wordingIds } from '../conversation/desk-scene.ts';
import { inDeskOrder, positionOf } from '../../bot/handoff/queue.ts';
import { sweep } from '../../bot/handoff/sweep.ts';

let scene: DeskScene;
beforeEach(async () => {
  scene = await DeskScene.open();
});

const sweepNow = (): Promise<void> =>
  sweep({
    store: scene.stores.conversations,
    upkeep: scene.upkeep,
    presence: scene.presence,
    clock: scene.clock,
    calendar: () => scene.brain.knowledge.calendar,
    failed: (_id, error) => {
      throw error;
    },
  });

const answer = (id: string, seenSeq: number, text = 'お調べします') =>
  scene.desk.answer(id, sato, { clientMessageId: `answer-${text}`, text, seenSeq });

describe('the queue', () => {
  test('is first in, first out', async () => {
    const first = await scene.queue();
    scene.at('2026-11-24T11:01:00+09:00');
    const second = await scene.queue();
    const listed = await scene.desk.list();
    expect(inDeskOrder(listed).map(({ id }) => id)).toEqual([first, second]);
    expect([positionOf(first, listed), positionOf(second, listed)]).toEqual([1, 2]);
  });

  test('shows those only whom a person has or will have, not who is to be told of the opening', async () => {
    const id = await scene.queue();
    await scene.desk.close(id, sato);
    scene.at(evening);
    await scene.conversations.tellAtOpening(id);
    expect((await scene.load(id)).desk).toMatchObject({ state: 'closed', tellAtOpening: true });
    expect(await scene.desk.list()).toEqual([]);
  });

  test('is kept over the closing of the desk', async () => {
    const id = await scene.queue();
    scene.at(evening);
    await sweepNow();
    expect((await scene.load(id)).desk.state).toBe('waiting');
  });
});

describe('a claim', () => {
  test('is won by exactly one of a hundred', async () => {
    const id = await scene.queue();
    const agents = Array.from({ length: 100 }, (_, at) => ({
      id: `agent-${at}`,
      name: `担当${at}`,
      role: 'agent' as const,
    }));
    const results = await Promise.allSettled(agents.map((agent) => scene.desk.claim(id, agent)));
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(99);
    const owner = (await scene.load(id)).desk;
    for (const { reason } of lost) {
      expect(reason).toMatchObject({
        status: 409,
        code: 'already-claimed',
        details: { owner: { id: owner.agentId, name: owner.agentName } },
      });
    }
  });

  test('is shown to the customer by name, once', async () => {
    const id = await scene.queue();
    const claimed = await scene.desk.claim(id, sato);
    expect(textOf(claimed.events.at(-1))).toContain('担当の佐藤です');
    expect((await scene.desk.claim(id, sato)).events).toHaveLength(claimed.events.length);
  });

  test('of a conversation that does not wait is refused', async () => {
    const id = await scene.begin();
    await expect(scene.desk.claim(id, sato)).rejects.toMatchObject({ status: 409, code: 'not-allowed-now' });
  });

  test('comes back to its old place when its agent has been gone for less than 60 s', async () => {
    const first = await scene.queue();
    scene.at('2026-11-24T11:01:00+09:00');
    const second = await scene.queue();
    await scene.desk.claim(first, sato);
    scene.monotonicMs = 44_000;
    await sweepNow();
    expect((await scene.load(first)).desk.agentId).toBe('sato');
    scene.monotonicMs = 50_000;
    await sweepNow();
    const listed = await scene.desk.list();
    expect([positionOf(first, listed), positionOf(second, listed)]).toEqual([1, 2]);
  });

  test('is not taken back from an agent who came back meanwhile', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    scene.monotonicMs = 50_000;
    const { upkeep } = scene;
    await sweep({
      store: scene.stores.conversations,
      presence: scene.presence,
      clock: scene.clock,
      calendar: () => scene.brain.knowledge.calendar,
      failed: (_id, error) => {
        throw error;
      },
      upkeep: Object.assign(Object.create(upkeep), {
        reclaim: (...which: Parameters<typeof upkeep.reclaim>) => {
          scene.presence.seen('sato');
          return upkeep.reclaim(...which);
        },
      }),
    });
    expect((await scene.load(id)).desk.agentId).toBe('sato');
  });

  test('is not taken back while its agent gives signs of life', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    scene.monotonicMs = 44_000;
    scene.presence.seen('sato');
    scene.monotonicMs = 80_000;
    await sweepNow();
    expect((await scene.load(id)).desk.agentId).toBe('sato');
  });
});

describe('an answer by a person', () => {
  test('is refused after the closing, by its own agent too, saying so', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await scene.desk.close(id, sato);
    await expect(answer(id, 99)).rejects.toMatchObject({
      status: 409,
      code: 'not-allowed-now',
      details: { state: 'closed' },
    });
  });

  test('is refused while nobody, or somebody else, has the conversation', async () => {
    const id = await scene.queue();
    await expect(answer(id, 99)).rejects.toMatchObject({ status: 409, code: 'not-claimed' });
    await scene.desk.claim(id, suzuki);
    await expect(answer(id, 99)).rejects.toMatchObject({ status: 409, code: 'already-claimed' });
  });

  test('is refused when the customer wrote meanwhile', async () => {
    const id = await scene.queue();
    const { events } = await scene.desk.claim(id, sato);
    await scene.say(id, '追加です');
    await expect(answer(id, events.length)).rejects.toMatchObject({ status: 409, code: 'customer-wrote' });
    await expect(answer(id, events.length + 1)).resolves.toMatchObject({ message: { text: 'お調べします' } });
  });

  test('sent again makes no second message, and with another text is refused', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    const first = await answer(id, 99);
    expect((await answer(id, 0)).message).toEqual(first.message);
    await expect(
      scene.desk.answer(id, sato, { clientMessageId: 'answer-お調べします', text: '別の文', seenSeq: 99 }),
    ).rejects.toMatchObject({ status: 422, code: 'message-id-reused' });
  });

  test('is masked like a customer’s message', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    const { message } = await answer(id, 99, '番号は123456789018ですね');
    expect(message).toMatchObject({
      text: expect.not.stringContaining('123456789018'),
      masked: ['my-number'],
    });
  });

  test('says in advance on which date the conversation closes: after 3 business days (N6)', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    const { conversation } = await answer(id, 99);
    // Tuesday + 3 business days = Friday.
    expect(conversation.desk.closesOn).toBe('2026-11-27');
    expect(textOf(conversation.events.at(-1))).toContain('11月27日');
  });

  test('without a reply closes the conversation at the end of that day, not before', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await answer(id, 99);
    scene.at('2026-11-27T23:59:59+09:00');
    await sweepNow();
    expect((await scene.load(id)).desk.state).toBe('answered');
    scene.at('2026-11-28T00:00:05+09:00');
    await sweepNow();
    const closed = await scene.load(id);
    expect(closed.desk.state).toBe('closed');
    expect(wordingIds(closed.events.slice(-2))).toEqual(['desk-expired', 'survey-ask']);
  });

  test('that was followed by a later one does not close by the date of the first', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await answer(id, 99);
    scene.at('2026-11-28T00:00:05+09:00');
    const before = await scene.stores.conversations.openAtDesk();
    // Between the sweep's look and its turn at the conversation's lock.
    await scene.say(id, 'お待たせしました');
    await answer(id, 99, '続きです');
    import.meta.jest.spyOn(scene.stores.conversations, 'openAtDesk').mockResolvedValueOnce(before);
    await sweepNow();
    expect((await scene.load(id)).desk.state).toBe('answered');
  });

  test('that the customer replied to closes nothing', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await answer(id, 99);
    await scene.say(id, 'ありがとうございます');
    scene.at('2026-12-10T11:00:00+09:00');
    scene.presence.seen('sato');
    await sweepNow();
    expect((await scene.load(id)).desk).toMatchObject({ state: 'claimed', closesOn: null });
  });
});

describe('handing on', () => {
  test('a transfer shows a line to the customer and its note to agents only (N5)', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    const moved = await scene.desk.transfer(id, sato, { agent: suzuki, note: '給与に詳しい方へ' });
    expect(moved.desk).toMatchObject({ agentId: 'suzuki', state: 'claimed' });
    expect(wordingIds(moved.events.slice(-1))).toEqual(['desk-transferred']);
    expect(JSON.stringify(moved.events)).not.toContain('給与に詳しい方へ');
    expect(moved.notes).toMatchObject([{ text: '給与に詳しい方へ', agentName: '佐藤' }]);
  });

  test('a transfer to oneself is refused: the customer would be told of a change that is none', async () => {
    const id = await scene.queue();
    const { events } = await scene.desk.claim(id, sato);
    await expect(scene.desk.transfer(id, sato, { agent: sato, note: null })).rejects.toMatchObject({
      status: 422,
      code: 'transfer-to-self',
    });
    expect((await scene.load(id)).events).toHaveLength(events.length);
  });

  test('of agents only who has a conversation can transfer, release or close it', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, suzuki);
    const refused = { status: 403, code: 'role-not-allowed', details: { owner: { name: '鈴木' } } };
    await expect(scene.desk.transfer(id, sato, { agent: sato, note: null })).rejects.toMatchObject(refused);
    await expect(scene.desk.release(id, sato)).rejects.toMatchObject(refused);
    await expect(scene.desk.close(id, sato)).rejects.toMatchObject(refused);
  });
});

describe('removing a message (N4)', () => {
  test('takes the text out of the store; the transcript shows that and by which rule', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await scene.say(id, '従業員の田中さんの病名は秘密です');
    const seq = (await scene.load(id)).events.length;
    const redacted = await scene.redactions.redact(id, sato, { seq, rule: 'personal-data' });
    expect(JSON.stringify(redacted)).not.toContain('病名');
    expect(redacted.events.at(-1)).toMatchObject({ type: 'redacted', on: seq, rule: 'personal-data' });
    expect((await scene.redactions.redact(id, sato, { seq, rule: 'personal-data' })).events).toHaveLength(
      redacted.events.length,
    );
  });

  test('takes an answer of the intake out of the intake as well', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.say(id, 'エラーや不具合');
    await scene.say(id, '００１２ 田中の病名は秘密');
    await scene.redactions.redact(id, sato, { seq: 4, rule: 'personal-data' });
    expect(JSON.stringify(await scene.load(id))).not.toContain('秘密');
    await scene.say(id, '画面の名前は秘密');
    await scene.say(id, '保存しました');
    await scene.redactions.redact(id, sato, { seq: 7, rule: 'personal-data' });
    const kept = await scene.load(id);
    expect(JSON.stringify(kept)).not.toContain('秘密');
    expect(kept).toMatchObject({
      desk: { state: 'waiting' },
      intake: { employeeNumber: null, pageUrl: null, whatWasDone: '保存しました' },
    });
  });

  test('changes nothing for who sends the message again: it is still there, and not twice', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    const message = { clientMessageId: 'customer-message', text: '田中さんの病名です', choice: null };
    const { message: sent } = await scene.conversations.post(id, message);
    const { message: answered } = await answer(id, 99, '田中さんの件ですね');
    await scene.redactions.redact(id, sato, { seq: sent.seq, rule: 'personal-data' });
    const { events } = await scene.redactions.redact(id, sato, { seq: answered.seq, rule: 'personal-data' });
    expect((await scene.conversations.post(id, message)).message).toEqual({ ...sent, text: '' });
    expect((await answer(id, 99, '田中さんの件ですね')).message).toEqual({ ...answered, text: '' });
    expect((await scene.load(id)).events).toHaveLength(events.length);
  });

  test('is refused for what is no message of a person', async () => {
    const id = await scene.queue();
    await expect(scene.redactions.redact(id, sato, { seq: 1, rule: 'inappropriate' })).rejects.toMatchObject({
      status: 422,
      code: 'not-redactable',
    });
  });
});

test('what the desk promised to tell at the opening is told when it opens, once', async () => {
  scene.at(evening);
  const id = await scene.begin();
  await scene.conversations.tellAtOpening(id);
  await sweepNow();
  expect((await scene.load(id)).desk.tellAtOpening).toBe(true);
  scene.at('2026-11-25T10:00:00+09:00');
  await sweepNow();
  await sweepNow();
  const { events } = await scene.load(id);
  expect(wordingIds(events)).toEqual(['desk-will-tell', 'desk-open-now']);
  scene.at(staffed);
});

test('what the desk promised to tell at the opening is told although the customer wrote on', async () => {
  const id = await scene.queue();
  await scene.desk.close(id, sato);
  scene.at(evening);
  await scene.conversations.tellAtOpening(id);
  await scene.say(id, '給与明細の公開方法は？');
  scene.at('2026-11-25T10:00:00+09:00');
  await sweepNow();
  expect(wordingIds((await scene.load(id)).events).at(-1)).toBe('desk-open-now');
});
