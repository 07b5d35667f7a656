import { DeskScene, administrator, textOf, wordingIds } from './desk-scene.ts';

let scene: DeskScene;
beforeAll(async () => {
  scene = await DeskScene.open();
});

const post = (id: string, clientMessageId: string, text: string) =>
  scene.conversations.post(id, { clientMessageId, text, choice: null });

describe('a message that a customer writes', () => {
  test('is answered with an approved text whose id and version are kept', async () => {
    const id = await scene.begin();
    const [answer] = await scene.say(id, '給与明細の公開方法を教えてください');
    expect(answer).toMatchObject({
      type: 'bot-message',
      kind: 'answer',
      articleId: 'payslip-publish',
      wording: { id: 'payslip-publish', version: 1 },
      replyTo: 1,
    });
  });

  test('keeps why it was answered so, for agents and auditors', async () => {
    const id = await scene.begin();
    const [answer] = await scene.say(id, '給与明細の公開方法を教えてください');
    expect(answer).toMatchObject({
      reason: { rule: expect.stringContaining('confidence'), candidates: [{ id: 'payslip-publish' }] },
    });
  });

  test('sent again with the same id and text gets the same answer and makes no second message', async () => {
    const id = await scene.begin();
    const first = await post(id, 'same-id-1', '給与明細の公開方法は？');
    const again = await post(id, 'same-id-1', '給与明細の公開方法は？');
    expect(again).toEqual(first);
    expect((await scene.load(id)).events).toHaveLength(first.seq);
  });

  test('sent fifty times at once is there once', async () => {
    const id = await scene.begin();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => post(id, 'same-id-2', '給与明細の公開方法は？')),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { events } = await scene.load(id);
    expect(events.filter((event) => event.type === 'customer-message')).toHaveLength(1);
  });

  test('is refused when its id was used for another text', async () => {
    const id = await scene.begin();
    await post(id, 'same-id-3', '一つ目');
    await expect(post(id, 'same-id-3', '二つ目')).rejects.toMatchObject({
      status: 422,
      code: 'message-id-reused',
    });
  });

  test.each([
    ['nothing but blanks', ' 　\n ', 'message-empty'],
    ['more than 1,000 characters', 'あ'.repeat(1001), 'message-too-long'],
    ['NUL', 'a\u0000b', 'message-invalid'],
    ['half a surrogate pair', 'a\ud800b', 'message-invalid'],
  ])('of %s is refused and not kept', async (_what, text, code) => {
    const id = await scene.begin();
    await expect(post(id, 'bad-text-1', text)).rejects.toMatchObject({ status: 400, code });
    expect((await scene.load(id)).events).toHaveLength(0);
  });

  test('of exactly 1,000 characters is taken, a family emoji counting as one', async () => {
    const id = await scene.begin();
    await expect(post(id, 'long-text-1', `${'あ'.repeat(999)}👨‍👩‍👧`)).resolves.toMatchObject({
      message: { seq: 1 },
    });
  });

  test('is stored masked, and the customer is told what was masked', async () => {
    const id = await scene.begin();
    const replies = await scene.say(id, 'マイナンバーは123456789018です');
    const { events } = await scene.load(id);
    expect(JSON.stringify(events)).not.toContain('123456789018');
    expect(events[0]).toMatchObject({ masked: ['my-number'] });
    expect(wordingIds(replies)[0]).toBe('masked');
    expect(textOf(replies[0])).toContain('マイナンバーを伏せ字にしました');
  });

  test('of signs that nobody sees is refused as empty', async () => {
    const id = await scene.begin();
    await expect(post(id, 'invisible-1', '\u200b\u2060 \ufeff')).rejects.toMatchObject({
      status: 400,
      code: 'message-empty',
    });
  });

  test('is never run as a template', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id);
    await scene.say(id, 'そのほか {{#vars}}{{kind}}{{/vars}}');
    await scene.say(id, '{{{vars.kind}}}');
    expect((await scene.load(id)).intake?.subject).toBe('{{{vars.kind}}}');
  });

  test('gets an apology when the bot fails, and is not lost', async () => {
    const id = await scene.begin();
    const { brain } = scene;
    scene.brain = {
      ...brain,
      understand: () => {
        throw new Error('the index is gone');
      },
    };
    const replies = await scene.say(id, '給与明細の公開方法は？');
    scene.brain = brain;
    expect(wordingIds(replies)).toEqual(['trouble']);
    expect(scene.failures.splice(0)).toEqual([new Error('the index is gone')]);
    expect((await scene.load(id)).events[0]).toMatchObject({ text: '給与明細の公開方法は？' });
    expect(wordingIds(await scene.say(id, '給与明細の公開方法は？'))).toEqual(['payslip-publish']);
  });

  test('numbers events without a hole', async () => {
    const id = await scene.begin();
    await Promise.all(Array.from({ length: 20 }, (_, at) => scene.say(id, `給与明細の公開方法は？${at}`)));
    const { events } = await scene.load(id);
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
  });

  test('that asks what the policy refuses gets that topic’s own wording', async () => {
    const id = await scene.begin();
    const [refusal] = await scene.say(id, '労働基準法に違反しますか');
    expect(refusal).toMatchObject({ kind: 'refuse', topic: 'law', wording: { id: 'refuse-law' } });
  });
});

describe('an article picked from the choices', () => {
  test('is another body than the same words typed, or another pick, under the same id', async () => {
    const id = await scene.begin();
    const picked = { clientMessageId: 'choice-0', text: '給与明細の公開方法は？', choice: 'payslip-publish' };
    const first = await scene.conversations.post(id, picked);
    expect(await scene.conversations.post(id, picked)).toEqual(first);
    const reused = { status: 422, code: 'message-id-reused' };
    for (const choice of [null, 'another-article']) {
      await expect(scene.conversations.post(id, { ...picked, choice })).rejects.toMatchObject(reused);
    }
  });

  test('is answered without guessing', async () => {
    const id = await scene.begin();
    const { replies } = await scene.conversations.post(id, {
      clientMessageId: 'choice-1',
      text: '給与明細を公開するには、どうすればよいですか？',
      choice: 'payslip-publish',
    });
    expect(replies).toMatchObject([
      { kind: 'answer', articleId: 'payslip-publish', reason: { rule: 'choice' } },
    ]);
  });

  test('that is no longer served is taken as the question it stands for', async () => {
    const id = await scene.begin();
    const { replies } = await scene.conversations.post(id, {
      clientMessageId: 'choice-2',
      text: '給与明細の公開方法を教えてください',
      choice: 'withdrawn-article',
    });
    expect(replies).toMatchObject([{ kind: 'answer', articleId: 'payslip-publish' }]);
  });
});

describe('feedback', () => {
  test('that an answer did not help offers other ways, and a person while one is there', async () => {
    const id = await scene.begin();
    await scene.say(id, '給与明細の公開方法は？');
    const { events } = await scene.conversations.feedback(id, 2, false);
    expect(events[0]).toMatchObject({ type: 'feedback', on: 2, helpful: false });
    expect(events[1]).toMatchObject({
      wording: { id: 'feedback-sorry' },
      quickReplies: [{ action: 'handoff' }],
    });
  });

  test('given twice counts once, and can be changed', async () => {
    const id = await scene.begin();
    await scene.say(id, '給与明細の公開方法は？');
    await scene.conversations.feedback(id, 2, true);
    expect((await scene.conversations.feedback(id, 2, true)).events).toEqual([]);
    expect((await scene.conversations.feedback(id, 2, false)).events[0]).toMatchObject({ helpful: false });
  });

  test('on something that the bot did not say is refused', async () => {
    const id = await scene.begin();
    await scene.say(id, '給与明細の公開方法は？');
    await expect(scene.conversations.feedback(id, 1, true)).rejects.toMatchObject({ code: 'not-an-answer' });
    await expect(scene.conversations.feedback(id, 99, true)).rejects.toMatchObject({ code: 'not-an-answer' });
  });
});

describe('a conversation', () => {
  test('keeps of the page it was opened on nothing that nobody may keep', async () => {
    const pageUrl = 'https://hr.example.com/crews/hanako.mihon@example.com/edit';
    const { conversation } = await scene.conversations.open(administrator, pageUrl);
    const kept = await scene.load(conversation.id);
    expect(JSON.stringify(kept)).not.toContain('hanako.mihon');
    expect(kept.pageUrl).toMatch(/^https:\/\/hr\.example\.com\/crews\//);
  });

  test('opens to its own token only; another’s is not found, like one that is not there', async () => {
    const mine = await scene.conversations.open(administrator, null);
    const other = await scene.conversations.open(administrator, null);
    await expect(scene.conversations.authorise(mine.conversation.id, mine.token)).resolves.toMatchObject({
      id: mine.conversation.id,
    });
    const refused = { status: 404, code: 'conversation-not-found' };
    await expect(scene.conversations.authorise(mine.conversation.id, other.token)).rejects.toMatchObject(
      refused,
    );
    await expect(scene.conversations.authorise('conversation-not-there', mine.token)).rejects.toMatchObject(
      refused,
    );
  });

  test('keeps its token as a hash only', async () => {
    const { conversation, token } = await scene.conversations.open(administrator, null);
    expect(JSON.stringify(await scene.load(conversation.id))).not.toContain(token);
  });
});
