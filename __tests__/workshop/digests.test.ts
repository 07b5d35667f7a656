import type { Conversation } from '../../bot/domain/conversation.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import type { ConversationStore } from '../../bot/store/port.ts';
import { storageDamaged, storageUnavailable } from '../../bot/store/storage-errors.ts';
import { Digests } from '../../bot/workshop/digests/digests.ts';
import { idOf, newConversation, withMessage } from '../store/synthetic.ts';

const start = Date.parse('2026-11-24T01:00:00.000Z');
const day = 24 * 60 * 60_000;

const changedAt = (name: string, daysAgo: number): Conversation => ({
  ...withMessage(newConversation(name), `m-${name}`),
  updatedAt: new Date(start - daysAgo * day).toISOString(),
});

/** A store that says how often all was read, and how often one; `meanwhile` happens while all is read. */
const watched = () => {
  const { conversations } = memoryStores(() => {});
  const read = { all: 0, one: 0 };
  const play: { fails: Error | null; meanwhile: () => Promise<void> } = {
    fails: null,
    meanwhile: () => Promise.resolve(),
  };
  const store: Pick<ConversationStore, 'changedSince' | 'load' | 'onChange'> = {
    async *changedSince(since) {
      read.all += 1;
      for await (const portion of conversations.changedSince(since)) {
        await play.meanwhile();
        yield portion;
      }
    },
    load: async (id) => {
      read.one += 1;
      if (play.fails) throw play.fails;
      return conversations.load(id);
    },
    onChange: (listener) => conversations.onChange(listener),
  };
  return { conversations, store, read, play };
};

const ages = async (digests: Digests, days: number): Promise<number[]> => {
  const found: number[] = [];
  for await (const { changedAt: at } of digests.since(new Date(start - days * day)))
    found.push((start - at) / day);
  return found.toSorted((left, right) => left - right);
};

const say = (conversations: ConversationStore, name: string): Promise<void> =>
  conversations.update(idOf(name), async (current) => ({
    conversation: { ...withMessage(current, `again-${name}`), updatedAt: new Date(start).toISOString() },
    result: undefined,
  }));

describe('what editors count of each conversation', () => {
  let { conversations, store, read, play } = watched();
  let digests: Digests;
  beforeEach(async () => {
    ({ conversations, store, read, play } = watched());
    for (const [index, daysAgo] of [1, 10, 40].entries())
      await conversations.create(changedAt(`n${index}`, daysAgo));
    digests = new Digests({ store });
  });

  test('is read once, and afterwards of what changed alone', async () => {
    expect(await ages(digests, 30)).toEqual([1, 10]);
    expect(await ages(digests, 30)).toEqual([1, 10]);
    expect(read).toEqual({ all: 1, one: 0 });
    await say(conversations, 'n1');
    await conversations.create(changedAt('new', 2));
    expect(await ages(digests, 30)).toEqual([0, 1, 2]);
    expect(read).toEqual({ all: 1, one: 2 });
  });

  test('is read anew for an earlier time, and not for a later one', async () => {
    await ages(digests, 30);
    expect(await ages(digests, 5)).toEqual([1]);
    expect(read.all).toBe(1);
    expect(await ages(digests, 60)).toEqual([1, 10, 40]);
    expect(read.all).toBe(2);
  });

  test('is gone with its conversation', async () => {
    await ages(digests, 30);
    await conversations.remove(idOf('n0'), async () => true);
    expect(await ages(digests, 30)).toEqual([10]);
  });

  test('has what changed while all was read', async () => {
    play.meanwhile = async () => {
      await conversations.remove(idOf('n0'), async () => true);
      await say(conversations, 'n1');
    };
    expect(await ages(digests, 30)).toEqual([0]);
  });

  test('is read in one go for two who look at the same time', async () => {
    expect(await Promise.all([ages(digests, 30), ages(digests, 30)])).toEqual([
      [1, 10],
      [1, 10],
    ]);
    expect(read.all).toBe(1);
  });

  test('leaves out what is damaged, and has it back when it changes', async () => {
    await ages(digests, 30);
    await say(conversations, 'n1');
    play.fails = storageDamaged('a file', 'unexpected content');
    expect(await ages(digests, 30)).toEqual([1]);
    play.fails = null;
    await say(conversations, 'n1');
    expect(await ages(digests, 30)).toEqual([0, 1]);
  });

  test('is none while the store is away, so that nobody takes a part for all; and all when it is back', async () => {
    await ages(digests, 30);
    await say(conversations, 'n1');
    play.fails = storageUnavailable('away');
    await expect(ages(digests, 30)).rejects.toMatchObject({ code: 'storage-unavailable' });
    play.fails = null;
    expect(await ages(digests, 30)).toEqual([0, 1]);
  });

  test('does not grow while nobody looks, and is read anew by who looks then', async () => {
    digests = new Digests({ store, mostKept: 3 });
    expect(await ages(digests, 60)).toEqual([1, 10, 40]);
    for (const name of ['b', 'c']) await conversations.create(changedAt(name, 0));
    await conversations.remove(idOf('n0'), async () => true);
    await conversations.remove(idOf('n1'), async () => true);
    expect(await ages(digests, 60)).toEqual([0, 0, 40]);
    expect(read).toEqual({ all: 2, one: 0 });
  });

  test('is read each time where there is more than may be kept', async () => {
    digests = new Digests({ store, mostKept: 1 });
    expect(await ages(digests, 30)).toEqual([1, 10]);
    const { all } = read;
    expect(await ages(digests, 30)).toEqual([1, 10]);
    expect(read.all).toBe(all + 1);
  });
});
