import { openLiveStream, waitBefore, type Source } from '../../bot/console/live-stream.ts';
import type { QueueItem } from '../../bot/console/wire-types.ts';
import { queueItem } from './desk-items.ts';

/** A stream that is told what to report, and timers that run when told. */
const setUp = () => {
  const opened: {
    source: Source;
    emit(type: string, data?: string): void;
    refuse(): void;
    closed(): boolean;
  }[] = [];
  const timers: (() => void)[] = [];
  const heard: string[] = [];
  const items: QueueItem[] = [];
  const open = (): Source => {
    const listeners = new Map<string, (event: { data?: unknown }) => void>();
    let readyState = 0;
    const source: Source = {
      get readyState() {
        return readyState;
      },
      addEventListener: (type, listener) => void listeners.set(type, listener),
      close: () => {
        readyState = 2;
      },
    };
    const emit = (type: string, data?: string): void => listeners.get(type)?.({ data });
    const refuse = (): void => {
      readyState = 2;
      emit('error');
    };
    opened.push({ source, emit, refuse, closed: () => readyState === 2 });
    return source;
  };
  const stop = openLiveStream(
    {
      open,
      later: (run) => {
        timers.push(run);
        return () => void timers.splice(timers.indexOf(run), 1);
      },
      onRefused: () => heard.push('refused'),
      random: () => 1,
    },
    {
      snapshot: ({ conversations }) => heard.push(`snapshot of ${conversations.length}`),
      item: (item) => items.push(item),
      gone: (conversationId) => heard.push(`${conversationId} is gone`),
      office: ({ reason }) => heard.push(reason),
      typing: ({ conversationId }) => heard.push(`${conversationId} types`),
      ping: () => heard.push('ping'),
      connection: (connection) => heard.push(connection),
    },
  );
  const newest = () => {
    const last = opened.at(-1);
    if (last === undefined) throw new Error('no stream was opened');
    return last;
  };
  return { opened, timers, heard, items, stop, newest };
};

const snapshot = JSON.stringify({ conversations: [queueItem('a')], office: {} });

test('a snapshot means that the connection stands', () => {
  const { heard, newest, items } = setUp();
  newest().emit('snapshot', snapshot);
  newest().emit('item', JSON.stringify(queueItem('b')));
  expect(heard).toEqual(['connecting', 'live', 'snapshot of 1']);
  expect(items.map(({ conversationId }) => conversationId)).toEqual(['b']);
});

test('a broken connection is shown and left to the browser, which tries again by itself', () => {
  const { heard, opened, timers, newest } = setUp();
  newest().emit('snapshot', snapshot);
  newest().emit('error');
  expect(heard.at(-1)).toBe('lost');
  expect(timers).toHaveLength(0);
  newest().emit('snapshot', snapshot);
  expect(heard.slice(-2)).toEqual(['live', 'snapshot of 1']);
  expect(opened).toHaveLength(1);
});

test('a stream that the server refused is opened anew', () => {
  const { heard, opened, timers, newest } = setUp();
  newest().refuse();
  expect(heard).toEqual(['connecting', 'lost', 'refused']);
  timers.shift()?.();
  expect(opened).toHaveLength(2);
  newest().emit('snapshot', snapshot);
  expect(heard.at(-2)).toBe('live');
});

test('after stopping nothing is opened, and nothing is shown as lost', () => {
  const { heard, opened, timers, newest, stop } = setUp();
  newest().refuse();
  stop();
  expect(timers).toHaveLength(0);
  expect(opened.every(({ closed }) => closed())).toBe(true);
  const before = [...heard];
  newest().emit('error');
  expect(heard).toEqual(before);
  expect(timers).toHaveLength(0);
});

test('the waits grow, end at half a minute, and are spread', () => {
  expect([0, 1, 2].map((attempt) => waitBefore(attempt, 1))).toEqual([1_000, 2_000, 4_000]);
  expect(waitBefore(50, 1)).toBe(30_000);
  expect(waitBefore(50, 0)).toBe(15_000);
});

test('passes on that the desk asks for a sign of life', () => {
  const { heard, newest } = setUp();
  newest().emit('ping', '{}');
  expect(heard.at(-1)).toBe('ping');
});

test('passes on that a conversation was removed', () => {
  const { heard, newest } = setUp();
  newest().emit('gone', JSON.stringify({ conversationId: 'a' }));
  expect(heard.at(-1)).toBe('a is gone');
});
