import { handlingsOf } from '../../bot/domain/handling.ts';
import { DeskScene, sato, suzuki } from '../conversation/desk-scene.ts';

let scene: DeskScene;
let id: string;
let answers = 0;
beforeEach(async () => {
  scene = await DeskScene.open();
  id = await scene.queue();
});

const at = (time: string): void => scene.at(`2026-11-24T${time}:00+09:00`);
const answer = (agent: typeof sato | typeof suzuki) =>
  scene.desk.answer(id, agent, {
    clientMessageId: `answer-${(answers += 1)}`,
    text: '回答です',
    seenSeq: 99,
  });

/** Agent and turns as times of day in Japan. */
const handlings = async (): Promise<[string, ...string[]][]> =>
  handlingsOf((await scene.load(id)).events).map(({ agentId, turns }) => [
    agentId,
    ...turns.map(({ from, to }) => [from, to].map((each) => timeOf(each)).join('–')),
  ]);
const timeOf = (instant: Date): string =>
  new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(11, 16);

describe('a handling, as the transcript tells', () => {
  test('is from the claim to the answer', async () => {
    at('11:05');
    await scene.desk.claim(id, sato);
    at('11:12');
    await answer(sato);
    expect(await handlings()).toEqual([['sato', '11:05–11:12']]);
  });

  test('goes on while the customer stays, and not over a long pause of theirs', async () => {
    await scene.desk.claim(id, sato);
    at('11:10');
    await answer(sato);
    at('11:15');
    await scene.say(id, 'ありがとうございます。もう一つ');
    at('11:18');
    await answer(sato);
    at('11:50');
    await scene.say(id, '別の件です');
    at('11:55');
    await answer(sato);
    expect(await handlings()).toEqual([['sato', '11:00–11:18', '11:50–11:55']]);
  });

  test('is each agent’s own after a transfer', async () => {
    await scene.desk.claim(id, sato);
    at('11:05');
    await scene.desk.transfer(id, sato, { agent: suzuki, note: null });
    at('11:20');
    await answer(suzuki);
    await scene.desk.close(id, suzuki);
    expect(await handlings()).toEqual([
      ['sato', '11:00–11:05'],
      ['suzuki', '11:05–11:20'],
    ]);
  });

  test('is none while no answer has come, nor where the conversation was given back without one', async () => {
    expect(await handlings()).toEqual([]);
    await scene.desk.claim(id, sato);
    expect(await handlings()).toEqual([]);
    at('11:30');
    await scene.desk.release(id, sato);
    expect(await handlings()).toEqual([]);
  });

  test('ends with the last answer where the conversation closed by itself', async () => {
    await scene.desk.claim(id, sato);
    at('11:03');
    await answer(sato);
    scene.at('2026-11-28T00:01:00+09:00');
    await scene.upkeep.expire(id, '2026-11-28');
    expect(await handlings()).toEqual([['sato', '11:00–11:03']]);
  });
});
