import { elapsedText, staffedMinutesSince } from '../../bot/console/state/elapsed.ts';
import { createServerClock } from '../../bot/console/state/server-clock.ts';
import { isoDateText, timeOrDayText, timeText } from '../../bot/browser/japan-time.ts';
import { badgeOf } from '../../bot/console/view/state-badge.ts';
import { queueItem } from './desk-items.ts';

const at = (iso: string): number => Date.parse(iso);

test.each([
  [0, '1分未満'],
  [1, '1分'],
  [12, '12分'],
  [59, '59分'],
  [60, '1時間'],
  [65, '1時間5分'],
  [1439, '23時間59分'],
  [1440, '1日'],
  [3065, '2日3時間'],
])('%i minutes read %s', (minutes, text) => {
  expect(elapsedText(minutes)).toBe(text);
});

/** The morning and the afternoon of a day. */
const staffedOn = (date: string) => [
  { from: `${date}T10:00:00+09:00`, to: `${date}T12:00:00+09:00` },
  { from: `${date}T13:30:00+09:00`, to: `${date}T17:00:00+09:00` },
];
const staffed = [...staffedOn('2026-11-20'), ...staffedOn('2026-11-24'), ...staffedOn('2026-11-25')];

test.each([
  ['whole', '2026-11-24T10:00:00+09:00', '2026-11-24T10:12:59+09:00', 12],
  ['never below nought', '2026-11-24T10:00:00+09:00', '2026-11-24T09:59:00+09:00', 0],
  ['without the break', '2026-11-24T11:50:00+09:00', '2026-11-24T13:35:00+09:00', 15],
  ['without the night', '2026-11-24T16:50:00+09:00', '2026-11-25T10:05:00+09:00', 15],
  ['and stand still while nobody is there', '2026-11-24T11:50:00+09:00', '2026-11-24T13:00:00+09:00', 10],
])('minutes of waiting are counted %s (H3)', (_how, from, now, minutes) => {
  expect(staffedMinutesSince(from, at(now), staffed)).toBe(minutes);
});

const since = (iso: string) => ({ from: 'customer', text: '', at: iso }) as const;

describe('the badge of a conversation', () => {
  const now = at('2026-11-24T01:12:00Z');
  test.each([
    ['a customer who waits', queueItem('a', {}), { text: '待ち 12分', tone: 'due' }],
    [
      'a long wait',
      queueItem('a', { waitingSince: '2026-11-20T16:42:00+09:00' }),
      { text: '待ち 30分', tone: 'urgent' },
    ],
    [
      'a reply that is due',
      queueItem('a', { state: 'claimed', lastMessage: since('2026-11-24T01:07:00Z') }),
      { text: '未返信 5分', tone: 'due' },
    ],
    ['in hand', queueItem('a', { state: 'claimed', unanswered: false }), { text: '対応中', tone: 'calm' }],
    [
      'answered',
      queueItem('a', { state: 'answered', unanswered: false }),
      { text: '返信済み', tone: 'calm' },
    ],
    ['closed', queueItem('a', { state: 'closed', waitingSince: null }), { text: '終了', tone: 'calm' }],
  ] as const)('%s', (_name, item, badge) => {
    expect(badgeOf(item, { now, staffed })).toEqual(badge);
  });
});

describe("the server's clock", () => {
  test('a PC that is minutes off still shows the true wait', () => {
    const local = at('2026-11-24T00:50:00Z');
    const clock = createServerClock(() => local);
    clock.hear('2026-11-24T01:00:00Z');
    expect(clock.now()).toBe(at('2026-11-24T01:00:00Z'));
  });

  test('an instant the server wrote cannot lie in its future', () => {
    const clock = createServerClock(() => at('2026-11-24T00:50:00Z'));
    clock.notBefore('2026-11-24T00:40:00Z');
    expect(clock.now()).toBe(at('2026-11-24T00:50:00Z'));
    clock.notBefore('2026-11-24T01:00:00Z');
    expect(clock.now()).toBe(at('2026-11-24T01:00:00Z'));
  });

  test('what is no instant changes nothing', () => {
    const clock = createServerClock(() => 5);
    clock.hear('soon');
    clock.notBefore('');
    expect(clock.now()).toBe(5);
  });
});

describe("times are Japan's, whatever the PC's zone", () => {
  test.each([
    [timeText('2026-11-23T16:05:00Z'), '01:05'],
    [isoDateText('2026-11-27'), '11月27日(金)'],
    [timeOrDayText('2026-11-23T15:05:00Z', at('2026-11-24T05:00:00Z')), '00:05'],
    [timeOrDayText('2026-11-23T14:59:00Z', at('2026-11-24T05:00:00Z')), '11月23日(月)'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
