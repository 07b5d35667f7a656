import { lastSeq } from '../../bot/domain/conversation.ts';
import { DeskScene, sato } from '../conversation/desk-scene.ts';

let scene: DeskScene;
let id: string;
beforeEach(async () => {
  scene = await DeskScene.open();
  id = await scene.queue();
  await scene.desk.claim(id, sato);
});

describe('an agent closes', () => {
  test('nothing that the customer wrote unseen: 409 with the newest number, and it stays open', async () => {
    const seen = lastSeq(await scene.load(id));
    await scene.say(id, 'もう一つあります');
    const newest = lastSeq(await scene.load(id));
    await expect(scene.desk.close(id, sato, seen)).rejects.toMatchObject({
      status: 409,
      code: 'customer-wrote',
      details: { seq: newest },
    });
    expect((await scene.load(id)).desk.state).toBe('claimed');
    expect((await scene.desk.close(id, sato, newest)).desk.state).toBe('closed');
  });

  test('what only lines of the desk were added to since', async () => {
    const asked = (await scene.load(id)).events.findLast(({ type }) => type === 'customer-message');
    expect((await scene.desk.close(id, sato, asked?.seq ?? 0)).desk.state).toBe('closed');
  });

  test('as before where the program does not say what was seen', async () => {
    await scene.say(id, 'もう一つあります');
    expect((await scene.desk.close(id, sato)).desk.state).toBe('closed');
  });

  test('once: a retry after the customer wrote on finds it reopened, and is refused', async () => {
    const seen = lastSeq(await scene.load(id));
    await scene.desk.close(id, sato, seen);
    expect((await scene.desk.close(id, sato, 0)).desk.state).toBe('closed');
    await scene.say(id, '続きです');
    await expect(scene.desk.close(id, sato, seen)).rejects.toMatchObject({ status: 409 });
  });
});
