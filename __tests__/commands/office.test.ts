import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { environmentOf, runCommand, type Ended } from './run.ts';

const calendar = 'knowledge/calendar.yaml';
const training =
  "[{ date: '2026-11-26', reason: 社内研修, announceFrom: '2026-11-16', announceTo: '2026-11-26' }]";

let knowledge: KnowledgeFixture;
beforeAll(async () => {
  const text = minimalTexts[calendar]?.replace('closedDays: []', `closedDays: ${training}`) ?? '';
  knowledge = await makeKnowledge({ [calendar]: text });
});
afterAll(() => knowledge.dispose());

const office = (now: string, TZ: string): Promise<Ended> =>
  runCommand('office', ['--now', now], { env: { ...environmentOf(knowledge.folders), TZ } });

/** 2026-11-24 is a Tuesday after a holiday. */
const rows: [string, string, boolean, string, string][] = [
  ['staffed', '2026-11-24T10:00:00+09:00', true, '2026-11-24T12:00:00+09:00', '本日13:30'],
  ['break', '2026-11-24T12:00:00+09:00', false, '2026-11-24T13:30:00+09:00', '本日13:30'],
  ['before-hours', '2026-11-24T00:59:59Z', false, '2026-11-24T10:00:00+09:00', '本日10:00'],
  ['after-hours', '2026-11-24T17:00:00+09:00', false, '2026-11-25T10:00:00+09:00', '明日25日(水)10:00'],
  ['weekend', '2026-11-21T11:00:00+09:00', false, '2026-11-24T10:00:00+09:00', '11月24日(火)10:00'],
  ['holiday', '2026-11-23T11:00:00+09:00', false, '2026-11-24T10:00:00+09:00', '明日24日(火)10:00'],
  ['year-end', '2026-12-29T11:00:00+09:00', false, '2027-01-04T10:00:00+09:00', '1月4日(月)10:00'],
  ['closed-day', '2026-11-26T11:00:00+09:00', false, '2026-11-27T10:00:00+09:00', '明日27日(金)10:00'],
];

test('office names each reason, until when, and the exact next opening, in Japan’s time', async () => {
  const said: unknown[] = [];
  for (const [at] of rows.slice(0, rows.length / 2).entries()) {
    const pair = [at, at + rows.length / 2].map(async (index) => {
      const ended = await office(rows[index]?.[1] ?? '', index % 2 ? 'America/Los_Angeles' : 'Asia/Tokyo');
      said[index] = JSON.parse(ended.out);
    });
    await Promise.all(pair);
  }
  const expected = rows.map(([reason, , open, until, opensAtText]) => {
    const opensAt = open ? '2026-11-24T13:30:00+09:00' : until;
    return { open, reason, until, opensAt, opensAtText };
  });
  expect(said).toEqual(expected);
});
