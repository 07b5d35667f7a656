import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planApproval } from '../../bot/knowledge/approve.ts';
import { placeOnDisk, readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import type { KnowledgeFiles, KnowledgeFolders } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { requiredWording } from '../../bot/knowledge/required-wording.ts';
import { writeApprovals } from '../../bot/knowledge/write-approvals.ts';

/** Content by path, such as `knowledge/links.yaml`. */
export type Texts = Record<string, string>;

/** One file of each kind. */
const oneOfEach: Readonly<Texts> = {
  'knowledge/articles/payslip-publish.md': `---
title: 給与明細を公開するには、どうすればよいですか？
group: payslips
questions:
  - 給与明細の公開方法を教えてください
  - 明細を従業員に見せたい
  - 給料明細を公開したい
tags: [給与明細, 公開]
related: []
source: null
verifiedOn: null
---
1. **給与明細**を開きます。
2. **「公開」**を押します。

> 公開すると、従業員に通知が届きます。
`,
  'knowledge/wording/fallback/fallback.md': `---
title: 答えが見つからないとき
---
申し訳ございません。お答えが見つかりませんでした。[{link:inquiryForm}]もご利用ください。
`,
  'knowledge/wording/desk/desk-closed.md': `---
title: 受付時間外
---
次の受付は{opensAt}に始まります。
`,
  'knowledge/wording/refusals/refuse-law.md': `---
title: 法律のご相談
---
申し訳ございません。法律のご相談にはお答えできません。
`,
  'knowledge/categories.yaml': '- { id: payslips, name: 給与明細 }\n',
  'knowledge/links.yaml':
    'inquiryForm: { label: お問い合わせフォーム, href: "https://example.com/inquiry" }\n',
  'knowledge/synonyms.yaml': '- [有休, 年次有給休暇]\n',
  'knowledge/domain-words.yaml': '- { surface: 給与明細, reading: キュウヨメイサイ }\n',
  'knowledge/calendar.yaml': `hours:
  - { from: '10:00', to: '12:00' }
  - { from: '13:30', to: '17:00' }
yearEnd: { from: '12-29', to: '01-03' }
closedDays: []
cutOffMinutes: 30
closeAfterBusinessDays: 3
`,
  'knowledge/eligibility.yaml': `adminRole: admin
plans:
  - { id: standard, name: スタンダードプラン, handoff: always }
`,
  'intents/out-of-scope/law.yaml': `topic: law
clause: O3
title: 法律
priority: 5
wording: refuse-law
rules:
  - { name: 法律の相談, all: ['法律、労働基準法', '違反、教えて'] }
examples: [労働基準法に違反しますか]
`,
  'intents/phrasings/payslips.yaml': `payslip-publish:
  - 明細を社員が見られる状態にする
`,
  'intents/elsewhere.yaml': `雑談:
  - 今日の天気は
`,
  'intents/person.yaml': `intents:
  - id: person
    wording: null
    rules:
      - { name: 人と話したい, all: ['担当者、人', '話したい、つないで'] }
    examples: [担当者と話したい]
`,
};

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const wordingTexts = (ids: readonly string[]): Texts =>
  Object.fromEntries(
    ids.map((id) => [`knowledge/wording/desk/${id}.md`, `---\ntitle: ${id}\n---\n${id} の文です。\n`]),
  );

const written = new Set(Object.keys(oneOfEach).map(fileName));

/** The smallest knowledge that loads: one file of each kind, and every wording that the program needs. */
export const minimalTexts: Readonly<Texts> = {
  ...wordingTexts(requiredWording.filter((id) => !written.has(`${id}.md`))),
  ...oneOfEach,
};

/** Texts as files in memory, for loading without a disk. */
export const filesOf = (texts: Texts): KnowledgeFiles =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));

/** The texts with every article and wording approved as it is in them. */
export function approvedTexts(texts: Texts): Texts {
  const plan = planApproval(loadKnowledge(filesOf(texts)), { ids: 'all', by: '試験', at: new Date(0) });
  const approvals = { 'knowledge/approvals.json': JSON.stringify(plan.approvals) };
  return { ...texts, ...Object.fromEntries(plan.texts), ...approvals };
}

export interface KnowledgeFixture {
  folders: KnowledgeFolders;
  /** Writes or replaces one file. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Approves every text as it is now. Errors of the files end in a `StartError`. */
  approveAll(): Promise<void>;
  /** Removes the folder; call it when the test ends. */
  dispose(): Promise<void>;
}

/** A knowledge folder on disk: the minimal texts, with `changes` on top; everything approved. */
export async function makeKnowledge(changes: Texts = {}): Promise<KnowledgeFixture> {
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-knowledge-'));
  const folders = { knowledge: join(root, 'knowledge'), intents: join(root, 'intents') };
  const fixture: KnowledgeFixture = {
    folders,
    async write(path, content) {
      const place = placeOnDisk(folders, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    },
    remove: (path) => rm(placeOnDisk(folders, path)),
    async approveAll() {
      const loaded = loadKnowledge(await readKnowledgeFiles(folders));
      await writeApprovals(folders, planApproval(loaded, { ids: 'all', by: '試験', at: new Date() }));
    },
    dispose: () => rm(root, { recursive: true, force: true }),
  };
  // Approved in memory: `approveAll` syncs a file for each text, which many tests at once wait for.
  const texts = Object.entries(approvedTexts({ ...minimalTexts, ...changes }));
  await Promise.all(texts.map(([path, text]) => fixture.write(path, text)));
  return fixture;
}
