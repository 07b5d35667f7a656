import { coalesced } from '../../bot/web/coalesced.ts';

describe('work that many ask for at once', () => {
  test('is done twice for a burst of any length', async () => {
    let runs = 0;
    const read = coalesced(async () => (runs += 1));
    const seen = await Promise.all(Array.from({ length: 50 }, () => read()));
    expect(seen).toEqual([1, ...Array.from({ length: 49 }, () => 2)]);
    expect(await read()).toBe(3);
  });

  test('shows each what was there when it was asked for', async () => {
    let stored = 'before';
    const read = coalesced(async () => {
      const found = stored;
      await Promise.resolve();
      return found;
    });
    const first = read();
    stored = 'after';
    expect(await Promise.all([first, read()])).toEqual(['before', 'after']);
  });

  test('that fails is done again for the next', async () => {
    const outcomes = [Promise.reject(new Error('gone')), Promise.resolve('back')];
    const read = coalesced(() => outcomes.shift() ?? Promise.resolve('later'));
    const [first, second] = await Promise.allSettled([read(), read()]);
    expect(first).toMatchObject({ status: 'rejected', reason: new Error('gone') });
    expect(second).toMatchObject({ status: 'fulfilled', value: 'back' });
  });
});
