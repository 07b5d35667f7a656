import { DeskScene } from './desk-scene.ts';

let scene: DeskScene;
beforeEach(async () => {
  scene = await DeskScene.open();
});

const post = (id: string, clientMessageId: string, text: string, pageUrl: string | null) =>
  scene.conversations.post(id, { clientMessageId, text, choice: null, pageUrl });

describe('the page that an error is reported of (I1)', () => {
  test('is the one on which the report is made, not the one on which the conversation began', async () => {
    const id = await scene.begin();
    await scene.conversations.requestHandoff(id, 'https://hr.example.com/payslips');
    await post(id, 'message-kind', 'エラーや不具合', 'https://hr.example.com/payslips');
    await post(id, 'message-number', '0012', 'https://hr.example.com/payslips');
    await post(id, 'message-page', 'いま開いているページ', 'https://hr.example.com/payslips/3');
    await post(id, 'message-done', '保存を押した', 'https://hr.example.com/payslips/3');
    expect((await scene.load(id)).intake?.pageUrl).toBe('https://hr.example.com/payslips/3');
  });

  test('stays the last one known when a message says nothing of it', async () => {
    const id = await scene.begin();
    await post(id, 'message-first', 'こんにちは', 'https://hr.example.com/payslips');
    await scene.say(id, 'こんにちは');
    expect((await scene.load(id)).pageUrl).toBe('https://hr.example.com/payslips');
  });

  test('is masked as any text, since a path may hold an address of mail', async () => {
    const id = await scene.begin();
    await post(id, 'message-first', 'こんにちは', 'https://hr.example.com/crews/hanako@example.com');
    expect((await scene.load(id)).pageUrl).toBe('https://hr.example.com/crews/〔メールアドレス〕');
  });

  test('makes no other message of one that is sent again from another page', async () => {
    const id = await scene.begin();
    const first = await post(id, 'message-first', 'こんにちは', 'https://hr.example.com/payslips');
    const again = await post(id, 'message-first', 'こんにちは', 'https://hr.example.com/other');
    expect(again.message).toEqual(first.message);
    expect((await scene.load(id)).pageUrl).toBe('https://hr.example.com/payslips');
  });
});
