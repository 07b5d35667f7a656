import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article, Knowledge } from '../../bot/domain/knowledge.ts';
import { formatFinding } from '../../bot/knowledge/finding.ts';
import { placeOnDisk } from '../../bot/knowledge/knowledge-files.ts';
import { followKnowledge } from '../../bot/knowledge/live.ts';
import type { LiveKnowledge } from '../../bot/knowledge/live.ts';
import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { makeKnowledge, minimalTexts } from './fixture.ts';
import type { KnowledgeFixture } from './fixture.ts';

const calendar = 'knowledge/calendar.yaml';
const article = 'knowledge/articles/payslip-publish.md';
const changedCalendar = minimalTexts[calendar]?.replace('cutOffMinutes: 30', 'cutOffMinutes: 15') ?? '';
const changedArticle = minimalTexts[article]?.replace('「公開」', '「公開する」') ?? '';

const hasChangedCalendar = ({ calendar: { cutOffMinutes } }: Knowledge): boolean => cutOffMinutes === 15;

const payslip = (knowledge: Knowledge): Article | undefined => knowledge.articles.get('payslip-publish');

/** New knowledge, or the lines of what is wrong. */
type Report = Knowledge | string;

/** What the follower tells. A slow disk may make two loads of one save, so tests wait for the report they mean. */
class Reports {
  readonly #told: Report[] = [];
  #wake: () => void = () => undefined;

  readonly tell = (report: Report): void => {
    this.#told.push(report);
    this.#wake();
  };

  async served(wanted: (knowledge: Knowledge) => boolean): Promise<Knowledge> {
    for (;;) {
      const report = await this.#next();
      if (typeof report !== 'string' && wanted(report)) return report;
    }
  }

  async refused(wanted: RegExp): Promise<string> {
    for (;;) {
      const report = await this.#next();
      if (typeof report === 'string' && wanted.test(report)) return report;
    }
  }

  async #next(): Promise<Report> {
    for (;;) {
      const report = this.#told.shift();
      if (report !== undefined) return report;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

describe('knowledge that is edited while the desk runs', () => {
  let fixture: KnowledgeFixture;
  let live: LiveKnowledge;
  let reports: Reports;
  let before: Knowledge;

  const follow = async (meanwhile = async (): Promise<void> => undefined): Promise<void> => {
    const opened = await openKnowledge(fixture.folders);
    before = opened.knowledge;
    await meanwhile();
    live = await followKnowledge(fixture.folders, opened.files, {
      changed: reports.tell,
      refused: (errors) => reports.tell(errors.map(formatFinding).join('\n')),
      failed: (error) => reports.tell(String(error)),
    });
  };

  beforeEach(async () => {
    fixture = await makeKnowledge();
    reports = new Reports();
  });

  afterEach(async () => {
    await live.stop();
    await fixture.dispose();
  });

  it('serves a changed file without a restart', async () => {
    await follow();
    await fixture.write(calendar, changedCalendar);
    await expect(reports.served(hasChangedCalendar)).resolves.toBeDefined();
  });

  it('serves changed words as soon as they are approved, and the old ones until then', async () => {
    await follow();
    await fixture.write(article, changedArticle);
    const waiting = await reports.served(({ version }) => version !== before.version);
    expect(payslip(waiting)).toMatchObject({ version: 1, text: expect.stringContaining('「公開」') });

    await fixture.approveAll();
    const approved = await reports.served((knowledge) => payslip(knowledge)?.version === 2);
    expect(payslip(approved)?.text).toContain('「公開する」');
  });

  it('names file and line of a broken file, and recovers when it is mended', async () => {
    await follow();
    await fixture.write(calendar, `${changedCalendar}cutOffMinutes: 20\n`);
    await expect(reports.refused(/^knowledge\/calendar\.yaml:8: .*2回/)).resolves.toBeDefined();
    await fixture.write(calendar, changedCalendar);
    await expect(reports.served(hasChangedCalendar)).resolves.toBeDefined();
  });

  it('refuses a half-written file', async () => {
    await follow();
    await fixture.write(article, '---\ntitle: 給与明細を公開');
    await expect(
      reports.refused(/^knowledge\/articles\/payslip-publish\.md:1: .*---/),
    ).resolves.toBeDefined();
  });

  it('refuses to go on without a file that the desk needs, and recovers when it is back', async () => {
    await follow();
    await fixture.remove(calendar);
    await expect(reports.refused(/^knowledge\/calendar\.yaml:1: .*ありません/)).resolves.toBeDefined();
    await fixture.write(calendar, changedCalendar);
    await expect(reports.served(hasChangedCalendar)).resolves.toBeDefined();
  });

  it('no longer serves an article whose file was removed', async () => {
    await follow();
    await fixture.remove(article);
    await expect(reports.served((knowledge) => payslip(knowledge) === undefined)).resolves.toBeDefined();
  });

  it('sees files that editors replace by renaming a temporary one over them', async () => {
    await follow();
    const place = placeOnDisk(fixture.folders, calendar);
    await writeFile(`${place}.swp`, changedCalendar);
    await rename(`${place}.swp`, place);
    await expect(reports.served(hasChangedCalendar)).resolves.toBeDefined();
  });

  it('goes on beside a pipe, folders named like articles and links that lead in circles', async () => {
    const { knowledge: folder } = fixture.folders;
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    await mkdir(join(folder, 'articles', 'folder.md'));
    await symlink('itself.md', join(folder, 'articles', 'itself.md'));
    // Two ways back at each level: 2 to the 40th folders for who follows them.
    for (const from of ['articles', 'wording']) await symlink('..', join(folder, from, 'above'));
    await follow();
    await fixture.write(calendar, changedCalendar);
    await expect(reports.served(hasChangedCalendar)).resolves.toBeDefined();
  });

  it('sees a new file in a new folder', async () => {
    await follow();
    await fixture.write(
      'knowledge/wording/smalltalk/thanks.md',
      '---\ntitle: お礼\n---\nありがとうございます。\n',
    );
    await fixture.approveAll();
    await expect(reports.served(({ wording }) => wording.has('thanks'))).resolves.toBeDefined();
  });

  it('notices what changed between the first read and the watch', async () => {
    await follow(() => fixture.write(calendar, changedCalendar));
    await expect(reports.served(hasChangedCalendar)).resolves.toBeDefined();
  });

  it('keeps the fingerprint of articles that did not change, so that nothing is indexed again', async () => {
    await follow();
    await fixture.write(calendar, changedCalendar);
    const after = await reports.served(hasChangedCalendar);
    expect(payslip(after)?.fingerprint).toBe(payslip(before)?.fingerprint);
    expect(after.version).not.toBe(before.version);
  });

  it('gives an article a new fingerprint when another way to ask it is added', async () => {
    await follow();
    await fixture.write(article, minimalTexts[article]?.replace('tags:', '  - 明細を公開\ntags:') ?? '');
    const after = await reports.served(
      (knowledge) => payslip(knowledge)?.questions.includes('明細を公開') ?? false,
    );
    expect(payslip(after)?.fingerprint).not.toBe(payslip(before)?.fingerprint);
  });
});
