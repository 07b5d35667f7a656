import { auditText, type AuditRow } from '../../bot/domain/audit.ts';

const row: Omit<AuditRow, 'hash'> = {
  number: 1,
  at: '2026-11-24T02:00:00.000Z',
  actor: 'agent:sato',
  act: 'transfer',
  subject: 'conversation:a',
  details: { to: 'suzuki', seq: 1 },
  previousHash: '0'.repeat(64),
};

test('a row has one text, in whatever order its members and details came', () => {
  expect(auditText(row)).toBe(
    `["madoguchi-audit-1",1,"2026-11-24T02:00:00.000Z","agent:sato","transfer","conversation:a",[["seq",1],["to","suzuki"]],"${'0'.repeat(64)}"]`,
  );
  const turned = Object.fromEntries(Object.entries(row).toReversed());
  expect(auditText({ ...row, ...turned, details: { seq: 1, to: 'suzuki' } })).toBe(auditText(row));
});

test.each<[string, Partial<typeof row>]>([
  ['a part moved from one member to the next', { actor: 'agent:', act: 'satotransfer' }],
  ['quotes in a value', { act: 'transfer","conversation:a' }],
  ['no subject instead of the word null', { subject: null }],
  ['a number instead of its text', { details: { to: 'suzuki', seq: '1' } }],
  ['a detail less', { details: { to: 'suzuki' } }],
  ['names and values of details exchanged', { details: { suzuki: 'to', seq: 1 } }],
  ['another row before it', { previousHash: '1'.repeat(64) }],
])('no two rows have one text: %s', (_what, change) => {
  expect(auditText({ ...row, ...change })).not.toBe(auditText(row));
});
