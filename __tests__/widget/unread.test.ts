import { Unread } from '../../bot/widget/frame/unread.ts';
import { agentSaid, botSaid, customerSaid } from './fakes.ts';

const setUp = () => {
  const told: number[] = [];
  return { told, unread: new Unread((count) => told.push(count)) };
};

describe('the number on the launcher', () => {
  it('counts what others said while the window was closed', () => {
    const { told, unread } = setUp();
    unread.see([customerSaid(1, 'a'), botSaid(2, 'b')]);
    unread.hidden();
    unread.see([customerSaid(1, 'a'), botSaid(2, 'b'), agentSaid(3, 'c')]);
    unread.see([customerSaid(1, 'a'), botSaid(2, 'b'), agentSaid(3, 'c'), agentSaid(4, 'd')]);
    expect(told).toEqual([1, 2]);
  });

  it('goes away when the window is opened, and counts only what comes after', () => {
    const { told, unread } = setUp();
    unread.hidden();
    unread.see([agentSaid(1, 'a')]);
    unread.shown();
    unread.hidden();
    unread.see([agentSaid(1, 'a'), agentSaid(2, 'b')]);
    expect(told).toEqual([1, 0, 1]);
  });

  it('starts again with a new conversation', () => {
    const { told, unread } = setUp();
    unread.see([agentSaid(5, 'a')]);
    unread.hidden();
    unread.see([]);
    unread.see([agentSaid(1, 'b')]);
    expect(told).toEqual([1]);
  });
});
