import type { AuditEntry } from '../../bot/domain/audit.ts';
import { verifyChain } from '../../bot/store/audit-chain.ts';
import type { AuditLog, AuditSearch } from '../../bot/store/port.ts';
import { numbered } from './opened.ts';
import type { Opened } from './opened.ts';
import { auditEntry } from './synthetic.ts';

const everything: AuditSearch = {
  acts: null,
  actor: null,
  subject: null,
  since: null,
  before: null,
  limit: 100,
};

const subjectsOf = ({ rows }: { rows: { subject: string | null }[] }): (string | null)[] =>
  rows.map(({ subject }) => subject);

/** What every adapter promises of the audit log. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeAudit = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: the audit log`, () => {
    let opened: Opened;
    let audit: AuditLog;
    beforeEach(async () => {
      opened = await openNew();
      audit = opened.stores.audit;
    });
    afterEach(() => opened.dispose());

    it('begins empty, and an empty one verifies', async () => {
      expect(await audit.search(everything)).toEqual({ rows: [], next: null });
      const head = await audit.head();
      expect(head.number).toBe(0);
      expect(await verifyChain(audit.walk(), [head])).toMatchObject({ rows: 0, misfit: null });
    });

    it('numbers and chains what is recorded, and keeps it as it was given', async () => {
      const details = { holder: 'suzuki', seq: 3, own: false };
      await audit.record({ ...auditEntry('a'), details });
      await audit.record({ actor: 'system', act: 'sign-in-failed', subject: null, details: {} });
      const { rows } = await audit.search(everything);
      expect(rows).toMatchObject([
        { number: 2, actor: 'system', act: 'sign-in-failed', subject: null, details: {} },
        { number: 1, ...auditEntry('a'), details },
      ]);
      expect(rows[0]?.previousHash).toBe(rows[1]?.hash);
      expect(await audit.head()).toEqual({ number: 2, hash: rows[0]?.hash });
      expect(await verifyChain(audit.walk(), [])).toEqual({
        rows: 2,
        head: await audit.head(),
        misfit: null,
      });
    });

    it('loses none of many recorded at the same moment, and makes one chain of them in their order', async () => {
      const names = numbered(300);
      await Promise.all(names.map((each) => audit.record(auditEntry(each))));
      const { rows } = await audit.search({ ...everything, limit: 1_000 });
      expect(subjectsOf({ rows })).toEqual(names.toReversed().map((each) => auditEntry(each).subject));
      expect(await verifyChain(audit.walk(), [])).toMatchObject({ rows: 300, misfit: null });
    });

    it('finds by act, actor, subject and time, the newest first', async () => {
      await audit.record(auditEntry('a'));
      await audit.record({ ...auditEntry('b'), actor: 'agent:suzuki', act: 'close' });
      await audit.record({ ...auditEntry('a'), act: 'release' });
      const find = async (wanted: Partial<AuditSearch>) =>
        (await audit.search({ ...everything, ...wanted })).rows.map(({ number }) => number);
      const [newest] = (await audit.search(everything)).rows;
      expect(await find({ acts: ['claim', 'release'] })).toEqual([3, 1]);
      expect(await find({ acts: [] })).toEqual([]);
      expect(await find({ actor: 'agent:suzuki' })).toEqual([2]);
      expect(await find({ subject: auditEntry('a').subject })).toEqual([3, 1]);
      expect(await find({ since: new Date('2020-01-01T00:00:00Z') })).toEqual([3, 2, 1]);
      expect(await find({ since: new Date(Date.parse(newest?.at ?? '') + 1) })).toEqual([]);
      expect(await find({ before: 3 })).toEqual([2, 1]);
    });

    it('is read page after page without a gap or a double', async () => {
      for (const each of numbered(5)) await audit.record(auditEntry(each));
      const pages: number[][] = [];
      for (let before: number | null = null; pages.length < 5;) {
        const { rows, next } = await audit.search({ ...everything, limit: 2, before });
        pages.push(rows.map(({ number }) => number));
        if (next === null) break;
        before = next;
      }
      expect(pages).toEqual([[5, 4], [3, 2], [1]]);
    });

    it.each<[string, Partial<AuditEntry>]>([
      ['a sentence', { details: { note: '田中さんの件' } }],
      ['an e-mail address', { details: { to: 'hanako@example.com' } }],
      ['words between blanks', { details: { q: 'secret words' } }],
      ['a name for a subject', { subject: 'customer:見本 花子' }],
      ['an actor of no kind', { actor: 'sato' }],
    ])('takes no %s: nothing of a customer can get into it', async (_what, change) => {
      await expect(audit.record({ ...auditEntry('a'), ...change })).rejects.toThrow('Invalid string');
      expect((await audit.head()).number).toBe(0);
    });
  });
};
