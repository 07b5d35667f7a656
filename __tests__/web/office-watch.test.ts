import { OfficeWatch } from '../../bot/web/office-watch.ts';
import type { OfficeResponse } from '../../bot/web/wire.ts';

const office = (now: string, opensAtText = '本日13:30'): OfficeResponse => ({
  open: false,
  reason: 'break',
  until: '2026-11-24T13:30:00+09:00',
  opensAt: '2026-11-24T13:30:00+09:00',
  opensAtText,
  now,
  notices: [],
});

test('that time goes by is told to nobody, what it changes is', () => {
  let present = office('2026-11-24T12:35:00+09:00');
  const told: OfficeResponse[] = [];
  const watch = new OfficeWatch(
    () => present,
    () => {},
  );
  watch.onChange((changed) => told.push(changed));
  present = office('2026-11-24T12:36:00+09:00');
  watch.check();
  expect(told).toEqual([]);
  present = office('2026-11-24T12:37:00+09:00', '明日');
  watch.check();
  expect(told).toEqual([present]);
  watch.close();
});
