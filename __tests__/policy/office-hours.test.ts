import type { Calendar } from '../../bot/domain/knowledge.ts';
import { announcements, cutOff, officeState } from '../../bot/policy/office-hours.ts';
import { calendar, japan } from './calendar.ts';

describe('whether people are there, and when they will be', () => {
  // 2026-11-23 is 勤労感謝の日, 2026-12-04 the extra closed day.
  it.each([
    ['2026-11-24 09:59:59', false, 'before-hours', '2026-11-24T10:00:00+09:00', '本日10:00'],
    ['2026-11-24 10:00', true, 'staffed', '2026-11-24T13:30:00+09:00', '本日13:30'],
    ['2026-11-24 11:59:59.999', true, 'staffed', '2026-11-24T13:30:00+09:00', '本日13:30'],
    ['2026-11-24 12:00', false, 'break', '2026-11-24T13:30:00+09:00', '本日13:30'],
    ['2026-11-24 13:29:59', false, 'break', '2026-11-24T13:30:00+09:00', '本日13:30'],
    ['2026-11-24 13:30', true, 'staffed', '2026-11-25T10:00:00+09:00', '明日25日(水)10:00'],
    ['2026-11-24 16:59:59', true, 'staffed', '2026-11-25T10:00:00+09:00', '明日25日(水)10:00'],
    ['2026-11-24 17:00', false, 'after-hours', '2026-11-25T10:00:00+09:00', '明日25日(水)10:00'],
    ['2026-11-24 23:59:59', false, 'after-hours', '2026-11-25T10:00:00+09:00', '明日25日(水)10:00'],
    ['2026-11-25 00:00', false, 'before-hours', '2026-11-25T10:00:00+09:00', '本日10:00'],
    ['2026-11-20 17:00', false, 'after-hours', '2026-11-24T10:00:00+09:00', '11月24日(火)10:00'],
    ['2026-11-22 12:00', false, 'weekend', '2026-11-24T10:00:00+09:00', '11月24日(火)10:00'],
    ['2026-11-23 10:00', false, 'holiday', '2026-11-24T10:00:00+09:00', '明日24日(火)10:00'],
    ['2026-12-03 17:00', false, 'after-hours', '2026-12-07T10:00:00+09:00', '12月7日(月)10:00'],
    ['2026-12-04 11:00', false, 'closed-day', '2026-12-07T10:00:00+09:00', '12月7日(月)10:00'],
    ['2026-12-28 17:00', false, 'after-hours', '2027-01-04T10:00:00+09:00', '1月4日(月)10:00'],
    ['2026-12-29 11:00', false, 'year-end', '2027-01-04T10:00:00+09:00', '1月4日(月)10:00'],
    ['2027-01-01 11:00', false, 'year-end', '2027-01-04T10:00:00+09:00', '1月4日(月)10:00'],
    ['2027-01-03 11:00', false, 'year-end', '2027-01-04T10:00:00+09:00', '明日4日(月)10:00'],
    // 国民の休日 between 敬老の日 and 秋分の日, and 振替休日.
    ['2026-09-22 11:00', false, 'holiday', '2026-09-24T10:00:00+09:00', '9月24日(木)10:00'],
    ['2027-03-22 11:00', false, 'holiday', '2027-03-23T10:00:00+09:00', '明日23日(火)10:00'],
  ])('%s: open %s, %s, next %s', (now, open, reason, opensAt, opensAtText) => {
    const state = officeState(japan(now), calendar);
    expect(state).toMatchObject({ open, reason, opensAt, opensAtText, until: open ? state.until : opensAt });
  });

  it('while open, the present state ends with the interval', () => {
    expect(officeState(japan('2026-11-24 10:00'), calendar).until).toBe('2026-11-24T12:00:00+09:00');
    expect(officeState(japan('2026-11-24 13:30'), calendar).until).toBe('2026-11-24T17:00:00+09:00');
  });

  it('what it says of the next opening is true at every hour of a year', () => {
    const wrong: string[] = [];
    const end = japan('2027-02-01 00:00').getTime();
    for (let time = japan('2026-02-01 00:15').getTime(); time < end; time += 3_600_000) {
      const opening = Date.parse(officeState(new Date(time), calendar).opensAt);
      const opens = officeState(new Date(opening), calendar).open;
      const openedBefore = officeState(new Date(opening - 1), calendar).open;
      if (opening <= time || !opens || openedBefore) wrong.push(new Date(time).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it.each<[string, Partial<Calendar>]>([
    ['without hours', { hours: [] }],
    ['that is always at the year’s end', { yearEnd: { from: '01-01', to: '12-31' } }],
  ])('a calendar %s is refused instead of searched for ever', (_what, broken) => {
    expect(() => officeState(japan('2026-11-24 10:00'), { ...calendar, ...broken })).toThrow(RangeError);
  });
});

describe('extra closed days are announced in their period only (H5)', () => {
  it.each([
    ['2026-11-19 23:59:59', []],
    ['2026-11-20 00:00', ['2026-12-04']],
    ['2026-12-04 23:59:59', ['2026-12-04']],
    ['2026-12-05 00:00', []],
  ])('%s: %j', (now, dates) => {
    expect(announcements(japan(now), calendar).map(({ date }) => date)).toEqual(dates);
  });

  it('the nearest day comes first', () => {
    const later = { ...calendar.closedDays[0], date: '2026-12-11' };
    const both = { ...calendar, closedDays: [later, ...calendar.closedDays] } as Calendar;
    expect(announcements(japan('2026-12-01 10:00'), both).map(({ date }) => date)).toEqual([
      '2026-12-04',
      '2026-12-11',
    ]);
  });
});

describe('who joins right before a break or the day’s end is told (H4)', () => {
  it.each([
    ['2026-11-24 11:29:59', null],
    ['2026-11-24 11:30', { answer: 'later-today', opensAtText: '本日13:30' }],
    ['2026-11-24 11:59:59', { answer: 'later-today', opensAtText: '本日13:30' }],
    ['2026-11-24 12:00', null],
    ['2026-11-24 16:29:59', null],
    ['2026-11-24 16:30', { answer: 'next-business-day', opensAtText: '明日25日(水)10:00' }],
    ['2026-12-03 16:59', { answer: 'next-business-day', opensAtText: '12月7日(月)10:00' }],
    ['2026-11-23 11:45', null],
  ])('%s: %j', (now, expected) => {
    const notice = cutOff(japan(now), calendar);
    expect(notice && { answer: notice.answer, opensAtText: notice.opensAtText }).toEqual(expected);
  });
});
