import { addBusinessDays, closingDate, dayOff, nextBusinessDay } from '../../bot/policy/business-days.ts';
import { addStaffedMinutes, staffedMinutesBetween } from '../../bot/policy/staffed-time.ts';
import { calendar, japan } from './calendar.ts';

describe('business days', () => {
  it.each([
    ['2026-11-24', null],
    ['2026-11-21', 'weekend'],
    ['2026-11-23', 'holiday'],
    ['2026-05-03', 'holiday'],
    ['2026-12-04', 'closed-day'],
    ['2026-12-28', null],
    ['2026-12-29', 'year-end'],
    ['2027-01-03', 'year-end'],
    ['2027-01-04', null],
  ])('%s is off for %s', (date, reason) => {
    expect(dayOff(date, calendar)).toBe(reason);
  });

  it('a year’s end that does not cross New Year stays within it', () => {
    const short = { ...calendar, yearEnd: { from: '12-29', to: '12-31' } };
    expect(dayOff('2026-12-30', short)).toBe('year-end');
    expect(dayOff('2027-01-04', short)).toBeNull();
    expect(dayOff('2026-11-24', short)).toBeNull();
  });

  it.each([
    ['2026-11-20', 1, '2026-11-24'],
    ['2026-11-20', 3, '2026-11-26'],
    ['2026-12-02', 2, '2026-12-07'],
    ['2026-12-28', 1, '2027-01-04'],
    ['2026-11-22', 1, '2026-11-24'],
  ])('%s and %i of them is %s', (date, count, expected) => {
    expect(addBusinessDays(date, count, calendar)).toBe(expected);
  });

  it('the next one is never the day itself', () => {
    expect(nextBusinessDay('2026-11-24', calendar)).toBe('2026-11-25');
  });

  it.each([
    ['2026-11-24 10:00', '2026-11-27'],
    ['2026-11-24 16:59', '2026-11-27'],
    ['2026-11-20 16:59', '2026-11-26'],
    ['2026-12-25 15:00', '2027-01-05'],
    // Still the day before in UTC.
    ['2026-11-25 00:30', '2026-11-30'],
  ])('an answer of %s without a reply closes at the end of %s (N6)', (answered, closes) => {
    expect(closingDate(japan(answered), calendar)).toBe(closes);
  });
});

describe('waiting counts staffed minutes only (H3)', () => {
  it.each([
    ['2026-11-24 10:00', '2026-11-24 12:00', 120],
    ['2026-11-24 11:50', '2026-11-24 13:40', 20],
    ['2026-11-24 16:50', '2026-11-25 10:10', 20],
    ['2026-11-20 16:00', '2026-11-24 11:00', 120],
    ['2026-11-21 00:00', '2026-11-24 00:00', 0],
    ['2026-11-24 00:00', '2026-11-25 00:00', 330],
    ['2026-11-24 12:00', '2026-11-24 11:00', 0],
    ['2026-11-24 10:00:00', '2026-11-24 10:00:30', 0.5],
  ])('%s to %s: %d', (from, to, minutes) => {
    expect(staffedMinutesBetween(japan(from), japan(to), calendar)).toBe(minutes);
  });

  it.each([
    ['2026-11-24 11:50', 20, '2026-11-24 13:40'],
    ['2026-11-24 16:50', 20, '2026-11-25 10:10'],
    ['2026-11-20 16:00', 120, '2026-11-24 11:00'],
    ['2026-11-24 11:00', 60, '2026-11-24 12:00'],
    ['2026-11-24 12:30', 1, '2026-11-24 13:31'],
    ['2026-11-24 12:30', 0, '2026-11-24 12:30'],
  ])('%s and %d of them is %s', (from, minutes, expected) => {
    expect(addStaffedMinutes(japan(from), minutes, calendar)).toEqual(japan(expected));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('refuses %d minutes', (minutes) => {
    expect(() => addStaffedMinutes(japan('2026-11-24 10:00'), minutes, calendar)).toThrow(RangeError);
  });

  it.each([{ hours: [] }, { yearEnd: { from: '01-01', to: '12-31' } }])(
    'refuses a calendar that never opens: %j',
    (broken) => {
      expect(() => addStaffedMinutes(japan('2026-11-24 10:00'), 1, { ...calendar, ...broken })).toThrow(
        RangeError,
      );
    },
  );
});
