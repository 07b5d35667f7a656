import type { EventView } from '../../bot/web/wire.ts';
import { Unread } from '../../bot/widget/frame/unread.ts';
import { agentSaid, botSaid, customerSaid } from './fakes.ts';

const setUp = () => {
  const told: number[] = [];
  let news = 0;
  const unread = new Unread(
    (count) => told.push(count),
    () => (news += 1),
  );
  const see = (events: readonly EventView[], known: readonly number[] = []) =>
    unread.see(events, new Set(known));
  return { told, unread, see, news: () => news };
};

describe('the number on the launcher', () => {
  it('counts what others said while the window was closed', () => {
    const { told, unread, see } = setUp();
    see([customerSaid(1, 'a'), botSaid(2, 'b')]);
    unread.hidden();
    see([customerSaid(1, 'a'), botSaid(2, 'b'), agentSaid(3, 'c')]);
    see([customerSaid(1, 'a'), botSaid(2, 'b'), agentSaid(3, 'c'), agentSaid(4, 'd')]);
    expect(told).toEqual([1, 2]);
  });

  it('goes away when the window is opened, and counts only what comes after', () => {
    const { told, unread, see } = setUp();
    unread.hidden();
    see([agentSaid(1, 'a')]);
    unread.shown();
    unread.hidden();
    see([agentSaid(1, 'a'), agentSaid(2, 'b')]);
    expect(told).toEqual([1, 0, 1]);
  });

  it('starts again with a new conversation', () => {
    const { told, unread, see } = setUp();
    see([agentSaid(5, 'a')]);
    unread.hidden();
    see([]);
    see([agentSaid(1, 'b')]);
    expect(told).toEqual([1]);
  });
});

describe('what is news', () => {
  it('is what others say, once, whether the window is open or not', () => {
    const { unread, see, news } = setUp();
    see([customerSaid(1, 'a'), botSaid(2, 'b')]);
    see([customerSaid(1, 'a'), botSaid(2, 'b')]);
    expect(news()).toBe(1);
    unread.hidden();
    see([customerSaid(1, 'a'), botSaid(2, 'b'), agentSaid(3, 'c')]);
    expect(news()).toBe(2);
  });

  it('is not what the customer says, nor what an earlier page has shown', () => {
    const { see, news } = setUp();
    see([customerSaid(1, 'a'), agentSaid(2, 'b')], [1, 2]);
    see([customerSaid(1, 'a'), agentSaid(2, 'b'), customerSaid(3, 'c')], [1, 2]);
    expect(news()).toBe(0);
    see([customerSaid(1, 'a'), agentSaid(2, 'b'), customerSaid(3, 'c'), agentSaid(4, 'd')], [1, 2]);
    expect(news()).toBe(1);
  });
});
