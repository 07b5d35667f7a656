import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { calendarSchema } from '../../bot/knowledge/calendar-schema.ts';
import { eligibilitySchema } from '../../bot/knowledge/eligibility-schema.ts';
import { readYaml, type ReadYaml } from '../../bot/knowledge/read-yaml.ts';

const read = <S extends z.ZodType>(text: string, schema: S): ReadYaml<z.output<S>> =>
  readYaml({ file: 'knowledge/x.yaml', text, firstLine: 1 }, schema);
const shipped = (name: string): string =>
  readFileSync(new URL(`../../knowledge/${name}`, import.meta.url), 'utf8');

describe('knowledge/calendar.yaml', () => {
  it('carries the policy’s hours (H1), year’s end (H2) and closing (N6)', () => {
    const { value, findings } = read(shipped('calendar.yaml'), calendarSchema);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      hours: [
        { from: '10:00', to: '12:00' },
        { from: '13:30', to: '17:00' },
      ],
      yearEnd: { from: '12-29', to: '01-03' },
      closeAfterBusinessDays: 3,
    });
  });

  const day = '{ date: 2026-12-04, reason: 研修, announceFrom: 2026-11-20, announceTo: 2026-12-04 }';
  it.each([
    ['an hour that does not exist', '10:00', '25:00'],
    ['an interval that ends before it begins', "from: '10:00', to: '12:00'", "from: '12:00', to: '10:00'"],
    ['intervals that overlap', "from: '13:30'", "from: '11:30'"],
    ['a month-day that does not exist', '12-29', '12-32'],
    ['a year’s end in summer', "'12-29'", "'08-01'"],
    [
      'a closed day that does not exist',
      'closedDays: []',
      `closedDays: [${day.replace('2026-12-04', '2026-11-31')}]`,
    ],
    ['a closed day twice', 'closedDays: []', `closedDays: [${day}, ${day}]`],
    [
      'an announcement that ends before it begins',
      'closedDays: []',
      `closedDays: [${day.replace('2026-11-20', '2026-12-05')}]`,
    ],
    ['a misspelt name', 'cutOffMinutes', 'cutoffMinutes'],
  ])('%s is refused with its line', (_what, from, to) => {
    const text = shipped('calendar.yaml');
    expect(text).toContain(from);
    const { value, findings } = read(text.replace(from, to), calendarSchema);
    expect(value).toBeNull();
    expect(findings[0]?.line).toBeGreaterThan(1);
    expect(findings[0]?.message).toMatch(/。$/);
  });
});

describe('knowledge/eligibility.yaml', () => {
  it('E1: three plans always, ¥0 within its 15 days', () => {
    const { value, findings } = read(shipped('eligibility.yaml'), eligibilitySchema);
    expect(findings).toEqual([]);
    expect(value).toEqual({
      adminRole: 'admin',
      plans: [
        { id: 'zero', name: '¥0プラン', handoff: 'trial', trialDays: 15 },
        { id: 'small', name: 'スモールプラン', handoff: 'always', trialDays: null },
        { id: 'standard', name: 'スタンダードプラン', handoff: 'always', trialDays: null },
        { id: 'professional', name: 'プロフェッショナルプラン', handoff: 'always', trialDays: null },
      ],
    });
  });

  it.each([
    ['a trial without its days', ', trialDays: 15', ''],
    ['a plan twice', 'id: small', 'id: zero'],
    ['a handoff nobody knows', 'handoff: trial', 'handoff: sometimes'],
  ])('%s is refused', (_what, from, to) => {
    expect(read(shipped('eligibility.yaml').replace(from, to), eligibilitySchema).value).toBeNull();
  });
});
