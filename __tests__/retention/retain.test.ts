import { retain } from '../../bot/retention/retain.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import type { MemoryConversations } from '../../bot/store/memory/conversations.ts';
import type { Conversation, DeskState } from '../../bot/domain/conversation.ts';
import { numbered } from '../store/opened.ts';
import { idOf, newConversation, withMessage } from '../store/synthetic.ts';
import { HeldAttachments } from './held.ts';

const now = new Date('2026-11-24T02:00:00.000Z');
const dayMs = 24 * 60 * 60 * 1_000;

let store: MemoryConversations;
let attachments: HeldAttachments;
let failures: string[];
beforeEach(() => {
  store = memoryStores(() => {}).conversations;
  attachments = new HeldAttachments();
  failures = [];
});

const aged = (name: string, days: number, state: DeskState = 'bot'): Conversation => ({
  ...newConversation(name, state),
  updatedAt: new Date(now.getTime() - days * dayMs).toISOString(),
});

const look = (options: { clocks?: Date[]; pause?: () => Promise<boolean> } = {}) =>
  retain({
    store,
    remains: [attachments],
    days: 30,
    clocks: (options.clocks ?? [now]).map((at) => ({ now: () => at })),
    pause: options.pause ?? (async () => true),
    failed: (id) => failures.push(id),
  });

const there = async (...names: string[]): Promise<string[]> => {
  const found = await Promise.all(names.map(async (name) => ((await store.load(idOf(name))) ? [name] : [])));
  return found.flat();
};

describe('a look at the age of conversations', () => {
  it('removes what nobody changed for longer than the term, with what hangs on it, and nothing younger', async () => {
    await store.create(aged('older', 30.01));
    await store.create(aged('edge', 30));
    await store.create(aged('young', 1));
    attachments.add(idOf('older'), 'one');
    attachments.add(idOf('young'), 'two');
    expect(await look()).toMatchObject({ counts: { conversations: 1, attachments: 1 }, failed: 0 });
    expect(await there('older', 'edge', 'young')).toEqual(['edge', 'young']);
    expect([...attachments.held.keys()]).toEqual([idOf('young')]);
  });

  it('counts from the last change and not from the opening', async () => {
    await store.create({ ...aged('a', 3), openedAt: '2020-01-01T00:00:00.000Z' });
    await look();
    expect(await there('a')).toEqual(['a']);
  });

  it('never removes what the desk has in hand, however old, and closed ones like all others', async () => {
    const states = ['bot', 'waiting', 'claimed', 'answered', 'closed'] as const;
    for (const state of states) await store.create(aged(state, 5_000, state));
    await look();
    expect(await there(...states)).toEqual(['waiting', 'claimed', 'answered']);
  });

  it('leaves a conversation to which somebody writes while it is looked at', async () => {
    await store.create(aged('a', 400));
    const remove = store.remove.bind(store);
    store.remove = async (id, agree) => {
      await store.update(id, async (current) => ({
        conversation: { ...withMessage(current, 'm0'), updatedAt: now.toISOString() },
        result: null,
      }));
      return remove(id, agree);
    };
    expect((await look()).counts).toEqual({});
    expect(await there('a')).toEqual(['a']);
  });

  it.each([
    ['a demo’s clock that is set into the future', new Date('2090-01-01T00:00:00Z'), 'young'],
    ['a demo’s clock that is set into the past', new Date('2001-01-01T00:00:00Z'), 'past'],
  ])('removes by neither clock alone: %s', async (_, set, name) => {
    const changed = name === 'past' ? new Date(set.getTime()).toISOString() : now.toISOString();
    await store.create({ ...newConversation(name), updatedAt: changed });
    await look({ clocks: [set, now] });
    expect(await there(name)).toEqual([name]);
  });

  it('ends between two portions when the service stops, and the next look finds the rest', async () => {
    const names = numbered(5);
    for (const each of names) await store.create(aged(each, 400));
    const select = store.select.bind(store);
    store.select = async function* (selection) {
      for await (const { ids, unreadable } of select(selection))
        for (const id of ids) yield { ids: [id], unreadable };
    };
    let pauses = 0;
    await look({ pause: async () => (pauses += 1) < 2 });
    expect(await there(...names)).toHaveLength(3);
    await look();
    expect(await there(...names)).toEqual([]);
  });

  it('goes on after one that could not be removed, and tells of it by its id', async () => {
    for (const each of ['a', 'b', 'c']) await store.create(aged(each, 400));
    attachments.before = (id) => {
      if (id === idOf('b')) throw new Error('its attachment is damaged');
    };
    expect(await look()).toMatchObject({ counts: { conversations: 2 }, failed: 1 });
    expect(failures).toEqual([idOf('b')]);
    expect(await there('a', 'b', 'c')).toEqual(['b']);
  });

  it('gives up while the store is away, rather than failing at each', async () => {
    for (const each of ['a', 'b']) await store.create(aged(each, 400));
    attachments.before = () => store.setOutage('ENOSPC');
    await expect(look()).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(failures).toEqual([]);
    store.setOutage(null);
    expect(await there('a', 'b')).toEqual(['a', 'b']);
  });

  it('by several instances at once removes each conversation once', async () => {
    const names = numbered(20);
    for (const each of names) await store.create(aged(each, 400));
    const looks = await Promise.all([look(), look(), look()]);
    const removed = looks.map(({ counts }) => counts['conversations'] ?? 0);
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(20);
  });
});
