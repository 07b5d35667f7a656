import {
  actorText,
  actText,
  conversationOf,
  detailsText,
  subjectText,
} from '../../bot/console/view/audit-text.ts';
import type { AuditRow } from '../../bot/console/wire-types.ts';
import { auditActSchema } from '../../bot/domain/audit.ts';

const names = new Map([['sato', '佐藤']]);
const row = (changes: Partial<AuditRow>): AuditRow => ({
  number: 1,
  at: '2026-11-24T02:00:00.000Z',
  actor: 'agent:sato',
  act: 'claim',
  subject: null,
  details: {},
  hash: '',
  ...changes,
});

describe('the audit log reads in Japanese', () => {
  test.each([
    ['agent:sato', '佐藤（sato）'],
    ['agent:removed', 'removed'],
    ['token:t-1f0c9a3e', 'プログラム（t-1f0c9a3e）'],
    ['command', 'サーバーのコマンド'],
    ['system', 'システム'],
  ])('who: %s', (actor, text) => {
    expect(actorText(actor, names)).toBe(text);
  });

  test('every act there is has words of its own, and one of a newer server shows its name', () => {
    for (const act of auditActSchema.options) expect(actText(act)).toMatch(/[ぁ-ヶ一-龠]/);
    expect(actText('teleported')).toBe('teleported');
  });

  test.each<[string | null, string | null, string | null]>([
    ['conversation:abc', null, 'abc'],
    ['agent:sato', '佐藤（sato）', null],
    ['token:t-1f0c9a3e', 't-1f0c9a3e', null],
    [null, null, null],
  ])('to what: %s', (subject, text, conversationId) => {
    expect(subjectText(row({ subject }), names)).toBe(text);
    expect(conversationOf(subject)).toBe(conversationId);
  });

  test.each<[AuditRow['details'], string]>([
    [{}, ''],
    [{ holder: 'sato', to: 'suzuki' }, '担当者：佐藤（sato）、引き継ぎ先：suzuki'],
    [{ cause: 'abandoned' }, '理由：担当者の応答なし'],
    [{ seq: 3, rule: 'personal-data' }, '発言番号：3、理由：個人情報'],
    [{ scope: 'all', withWords: true }, '範囲：すべて、検索語：あり'],
    [{ role: 'lead', until: '2026-11-24T02:00:00.000Z' }, '権限：リーダー、期限：2026/11/24 11:00:00'],
    [{ unheard: 'of' }, 'unheard：of'],
  ])('details: %j', (details, text) => {
    expect(detailsText(row({ details }), names)).toBe(text);
  });
});
