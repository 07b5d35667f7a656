import { blocksToText } from '../../bot/domain/blocks.ts';
import { DeskScene, evening, sato, suzuki } from '../conversation/desk-scene.ts';

let scene: DeskScene;
let answers = 0;
beforeEach(async () => {
  scene = await DeskScene.open();
});
afterEach(() => expect(scene.failures).toEqual([]));

const at = (time: string, day = '24'): void => scene.at(`2026-11-${day}T${time}:00+09:00`);

/** One conversation after the other, each answered after that many minutes. */
const handle = async (agent: typeof sato | typeof suzuki, minutes: readonly number[]): Promise<void> => {
  for (const each of minutes) {
    const id = await scene.queue();
    await scene.desk.claim(id, agent);
    const done = scene.clock.now().getTime() + each * 60_000;
    scene.clock.set(new Date(done));
    answers += 1;
    const message = { clientMessageId: `answer-${answers}`, text: '回答です', seenSeq: 99 };
    await scene.desk.answer(id, agent, message);
    await scene.desk.close(id, agent);
  }
};
const told = async (place: number): Promise<string> => {
  // What is known of handlings is a minute old at most.
  scene.monotonicMs += 61_000;
  for (const agent of [sato, suzuki]) if (there.has(agent.id)) scene.presence.seen(agent.id);
  return blocksToText((await scene.waitLines.at(place)).blocks);
};
const there = new Set<string>();
beforeEach(() => {
  there.clear();
  there.add('sato');
});

describe('who waits is told', () => {
  test('how long it may take, from how the desk does of late and the place', async () => {
    at('10:00');
    await handle(sato, [6, 10, 6, 10, 8]);
    expect(await told(1)).toMatch(/^目安は約\d+〜\d+分です。$/);
    const { range } = await scene.waitLines.at(3);
    const minutes = [range?.from, range?.to].map(
      (each) => (Date.parse(each ?? '') - scene.clock.now().getTime()) / 60_000,
    );
    expect(minutes[0]).toBeLessThanOrEqual(24);
    expect(minutes[1]).toBeGreaterThanOrEqual(24);
  });

  test('less when two are there, and nothing of who only looks on', async () => {
    at('10:00');
    await handle(sato, [10, 10, 10, 10, 10]);
    expect(await told(2)).toBe('目安は約20分です。');
    // Has handled nothing of late.
    there.add('suzuki');
    expect(await told(2)).toBe('目安は約20分です。');
    await handle(suzuki, [10]);
    expect(await told(2)).toBe('目安は約10分です。');
  });

  test('times of the clock where a break lies between, which does not count (H3)', async () => {
    at('10:00');
    await handle(sato, [10, 10, 10, 10, 10]);
    at('11:50');
    expect(await told(2)).toBe('目安は本日13:40ごろです。');
    at('16:55');
    expect(await told(1)).toBe('目安は明日25日(水)10:05ごろです。');
  });

  test('that nothing can be said: too few handlings, or nobody there', async () => {
    at('10:00');
    await handle(sato, [10, 10]);
    expect((await scene.waitLines.at(1)).wording.id).toBe('desk-wait-unknown');
    await handle(sato, [10, 10, 10]);
    there.clear();
    scene.monotonicMs += 50_000;
    expect((await scene.waitLines.at(1)).wording.id).toBe('desk-wait-unknown');
  });

  test('nothing that was true two weeks ago', async () => {
    scene.at('2026-11-05T10:00:00+09:00');
    await handle(sato, [10, 10, 10, 10, 10]);
    at('10:00');
    scene.monotonicMs += 61_000;
    scene.presence.seen('sato');
    expect((await scene.waitLines.at(1)).wording.id).toBe('desk-wait-unknown');
  });

  test('when the desk opens again, while it is closed: the place is kept (H4)', async () => {
    scene.at(evening);
    expect(await told(1)).toBe('明日25日(水)10:00に再開します。');
  });

  test('what was known before, when the store cannot be read', async () => {
    at('10:00');
    await handle(sato, [10, 10, 10, 10, 10]);
    await told(1);
    const failing = import.meta.jest
      .spyOn(scene.stores.conversations, 'search')
      .mockRejectedValueOnce(new Error('away'));
    expect(await told(1)).toBe('目安は約10分です。');
    expect(failing).toHaveBeenCalledTimes(1);
    expect(scene.failures.splice(0)).toHaveLength(1);
  });
});
