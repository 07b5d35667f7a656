import { ApiError } from '../../bot/widget/frame/api.ts';
import { Outbox } from '../../bot/widget/frame/outbox.ts';
import type { OutboxEntry } from '../../bot/widget/frame/outbox.ts';
import { mapStorage, settle, stoppedClock } from './fakes.ts';

const message = (clientMessageId: string) => ({
  clientMessageId,
  text: clientMessageId,
  masked: [],
  writtenAt: '2026-11-24T02:00:00Z',
});

/** An outbox whose sending fails with these statuses first; null = it arrives. */
const outboxWith = (outcomes: (number | null)[], storage = mapStorage()) => {
  const clock = stoppedClock();
  const attempts: string[] = [];
  const sent: string[] = [];
  const outbox = new Outbox({
    storage,
    sleep: (ms) => clock.sleep(ms),
    random: () => 0,
    send: async (entry) => {
      attempts.push(entry.clientMessageId);
      const outcome = outcomes.shift() ?? null;
      if (outcome !== null) throw new ApiError(outcome, '', outcome === 429 ? 7_000 : 0);
      return { message: reply(entry), replies: [], seq: 1 };
    },
    onSent: (entry) => sent.push(entry.clientMessageId),
    onChange: () => {},
  });
  return { outbox, clock, attempts, sent, storage };
};
const reply = ({ clientMessageId, text }: OutboxEntry) => ({
  type: 'message' as const,
  from: 'customer' as const,
  seq: 1,
  at: '2026-11-24T02:00:00Z',
  clientMessageId,
  text,
  masked: [],
  redacted: null,
});

describe('messages on their way', () => {
  it('are sent one after the other, in the order they were written', async () => {
    const { outbox, attempts } = outboxWith([]);
    for (const id of ['a', 'b', 'c']) outbox.add(message(id));
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(attempts).toEqual(['a', 'b', 'c']);
    expect(outbox.entries).toEqual([]);
  });

  it.each([0, 408, 429, 500, 503])('wait and go again with the same id after status %d', async (status) => {
    const { outbox, clock, attempts, sent } = outboxWith([status, status]);
    outbox.add(message('a'));
    outbox.add(message('b'));
    void outbox.flush();
    await settle();
    expect(outbox.entries.map(({ state }) => state)).toEqual(['waiting', 'sending']);
    await clock.wakeAll();
    await clock.wakeAll();
    expect(attempts).toEqual(['a', 'a', 'a', 'b']);
    expect(sent).toEqual(['a', 'b']);
  });

  it('wait longer each time, and as long as the server asks', async () => {
    const { outbox, clock } = outboxWith([0, 0, 0, 429]);
    outbox.add(message('a'));
    void outbox.flush();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await settle();
      waits.push(...clock.sleeping.map(({ ms }) => ms));
      await clock.wakeAll();
    }
    expect(waits).toEqual([500, 1_000, 2_000, 7_000]);
  });

  it.each([400, 413, 422])(
    'stay for the customer to change after status %d, and hold up nobody',
    async (status) => {
      const { outbox, sent } = outboxWith([status]);
      outbox.add(message('a'));
      outbox.add(message('b'));
      await outbox.flush();
      expect(outbox.entries).toMatchObject([{ clientMessageId: 'a', state: 'refused' }]);
      expect(sent).toEqual(['b']);
    },
  );

  it.each([401, 404])('stop at status %d and go on in the next conversation', async (status) => {
    const { outbox, attempts, sent } = outboxWith([status]);
    outbox.add(message('a'));
    await outbox.flush();
    expect(attempts).toEqual(['a']);
    await outbox.flush();
    expect(sent).toEqual(['a']);
  });

  it('survive a reload', async () => {
    const { outbox, storage } = outboxWith([0]);
    outbox.add(message('a'));
    void outbox.flush();
    await settle();
    const after = outboxWith([], storage);
    expect(after.outbox.entries).toMatchObject([{ clientMessageId: 'a', state: 'waiting' }]);
    await after.outbox.flush();
    expect(outboxWith([], storage).outbox.entries).toEqual([]);
  });

  it('of two tabs do not drive each other out of the storage', async () => {
    const storage = mapStorage();
    const [one, other] = [outboxWith([], storage), outboxWith([], storage)];
    one.outbox.add(message('a'));
    other.outbox.add(message('b'));
    await other.outbox.flush();
    expect(outboxWith([], storage).outbox.entries.map(({ clientMessageId }) => clientMessageId)).toEqual([
      'a',
    ]);
  });

  it('are dropped when what is stored is not an outbox', () => {
    const storage = mapStorage();
    storage.setItem('madoguchi:outbox', '[{"text":1}]');
    expect(outboxWith([], storage).outbox.entries).toEqual([]);
  });
});
