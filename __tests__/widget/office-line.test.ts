import type { OfficeResponse } from '../../bot/web/wire.ts';
import { countdown, officeLine } from '../../bot/widget/frame/office-line.ts';

const closed: OfficeResponse = {
  open: false,
  reason: 'break',
  until: '2026-11-24T13:30:00+09:00',
  opensAt: '2026-11-24T13:30:00+09:00',
  opensAtText: '本日13:30',
  notices: [],
};
const open: OfficeResponse = { ...closed, open: true, reason: 'staffed', until: '2026-11-24T12:00:00+09:00' };

describe('the line on whether people are there', () => {
  it('says until when, or from when', () => {
    expect(officeLine(open)).toBe('担当者が対応できる時間です（12:00まで）');
    expect(officeLine(closed)).toBe('担当者の受付は 本日13:30 からです');
    expect(officeLine(null)).toBe('');
  });

  it.each([
    ['under an hour', '2026-11-24T12:35:00+09:00', '（あと55分）'],
    ['over an hour', '2026-11-24T12:04:30+09:00', '（あと1時間26分）'],
    ['full hours', '2026-11-24T11:30:00+09:00', '（あと2時間）'],
    ['the last seconds as a minute', '2026-11-24T13:29:59+09:00', '（あと1分）'],
    ['overnight', '2026-11-23T17:30:00+09:00', '（あと20時間）'],
    ['nothing when it is a day away', '2026-11-23T13:30:00+09:00', ''],
    ['nothing once the time has come', '2026-11-24T13:30:00+09:00', ''],
  ])('counts down %s', (_what, now, words) => {
    expect(countdown(closed, Date.parse(now))).toBe(words);
  });

  it('counts nothing down while people are there, or before it is known', () => {
    expect(countdown(open, Date.parse('2026-11-24T11:59:00+09:00'))).toBe('');
    expect(countdown(null, 0)).toBe('');
  });
});
