import holidayJp from '@holiday-jp/holiday_jp';
import { holidayName } from '../../bot/policy/holidays.ts';
import { addDays } from '../../bot/policy/japan-time.ts';

// That package reads a `Date` in the server's time zone; asked by the date's text it does not.
const listed: Readonly<Record<string, unknown>> = holidayJp.holidays;

describe('public holidays', () => {
  it('two independent calendars agree on every day from 2020 to 2035', () => {
    const differing: string[] = [];
    for (let date = '2020-01-01'; date < '2036-01-01'; date = addDays(date, 1)) {
      if ((holidayName(date) !== null) !== Object.hasOwn(listed, date)) differing.push(date);
    }
    expect(differing).toEqual([]);
  });

  it.each([
    ['2026-11-23', '勤労感謝の日'],
    ['2026-05-06', '振替休日'],
    ['2026-09-22', '国民の休日'],
    ['2021-07-23', 'スポーツの日'],
    ['2026-11-22', null],
    ['2026-11-24', null],
  ])('%s: %s', (date, name) => {
    expect(holidayName(date)).toBe(name);
  });
});
