import { blocksToText } from '../../bot/domain/blocks.ts';
import { planApproval } from '../../bot/knowledge/approve.ts';
import { approvedTextPath } from '../../bot/knowledge/approved-text.ts';
import { formatFinding } from '../../bot/knowledge/finding.ts';
import type { KnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { approvedTexts, filesOf, minimalTexts } from './fixture.ts';
import type { Texts } from './fixture.ts';

const article = 'knowledge/articles/payslip-publish.md';
const fallback = 'knowledge/wording/fallback/fallback.md';
const approvals = 'knowledge/approvals.json';
const original = minimalTexts[article] ?? '';

const minimal = approvedTexts(minimalTexts);

const load = (changes: Texts) => loadKnowledge(filesOf({ ...minimal, ...changes }));
const lines = (changes: Texts): string[] => load(changes).findings.map(formatFinding);
const served = (changes: Texts) => load(changes).knowledge?.articles.get('payslip-publish');
const bytesInstead = (path: string, bytes: Uint8Array): KnowledgeFiles =>
  new Map([...filesOf(minimal), [path, bytes]]);

describe('loading knowledge', () => {
  it('reads one of each kind', () => {
    const { knowledge, findings } = loadKnowledge(filesOf(minimal));
    expect(findings).toEqual([]);
    expect(knowledge?.articles.get('payslip-publish')).toMatchObject({
      id: 'payslip-publish',
      group: 'payslips',
      title: '給与明細を公開するには、どうすればよいですか？',
      questions: expect.arrayContaining(['明細を従業員に見せたい']),
      phrasings: ['明細を社員が見られる状態にする'],
      tags: ['給与明細', '公開'],
      version: 1,
      text: '給与明細を開きます。\n「公開」を押します。\n公開すると、従業員に通知が届きます。',
    });
    expect(knowledge?.topics.map(({ id, wordingId }) => [id, wordingId])).toEqual([['law', 'refuse-law']]);
    expect(knowledge?.intents.map(({ id }) => id)).toEqual(['person']);
    expect(knowledge?.elsewhere).toEqual(['今日の天気は']);
    expect(knowledge?.synonyms).toEqual([['有休', '年次有給休暇']]);
    expect(knowledge?.domainWords).toEqual([{ surface: '給与明細', reading: 'キュウヨメイサイ' }]);
    expect(knowledge?.calendar.cutOffMinutes).toBe(30);
    expect(knowledge?.eligibility.adminRole).toBe('admin');
    expect(knowledge?.version).toMatch(/^[0-9a-f]{12}$/);
  });

  it('puts the address of a named link into the words', () => {
    const blocks = load({}).knowledge?.wording.get('fallback')?.blocks ?? [];
    expect(blocksToText(blocks)).toContain('お問い合わせフォーム（https://example.com/inquiry）もご利用');
  });

  it('reads the same knowledge from files with byte order marks and Windows line ends', () => {
    const windows = Object.fromEntries(
      Object.entries(minimal).map(([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
    );
    const { knowledge, findings } = loadKnowledge(filesOf(windows));
    expect(findings).toEqual([]);
    expect(knowledge?.articles).toEqual(load({}).knowledge?.articles);
  });

  it.each([
    ['no front matter', { [article]: '本文だけ' }, /^knowledge\/articles\/payslip-publish\.md:1: .*「---」/],
    [
      'an unknown item',
      { [article]: original.replace('tags:', 'tag:') },
      /payslip-publish\.md:8: 「tag」という項目/,
    ],
    ['a wrong id', { [article]: original.replace('related: []', 'related: [給与]') }, /\.md:9: idは、半角/],
    ['a heading', { [article]: `${original}\n# 見出し\n` }, /\.md:18: 見出しは使えません/],
    ['no body', { [article]: original.slice(0, original.indexOf('1. ')) }, /本文がありません/],
    [
      'a source without a day',
      { [article]: original.replace('source: null', 'source: https://example.com/') },
      /\.md:11: 「source」のページを確かめた日/,
    ],
    [
      'a leftover of a merge',
      { [article]: original.replace('2. ', '<<<<<<< HEAD\n2. ') },
      /\.md:14: Gitの競合/,
    ],
    ['a NUL', { [article]: original.replace('2. ', '2. \0') }, /\.md:14: 目に見えない制御文字/],
    [
      'an unknown placeholder',
      { [fallback]: '---\ntitle: 題\n---\n次は{openAt}です。' },
      /fallback\.md:4: \{openAt\} という差し込みはありません/,
    ],
    [
      'a full-width placeholder',
      { [fallback]: '---\ntitle: 題\n---\n次は｛opensAt｝です。' },
      /fallback\.md:4: 差し込みのかっこ/,
    ],
    [
      'a link name that is not there',
      { [fallback]: '---\ntitle: 題\n---\n[{link:constructor}]' },
      /fallback\.md:4: 「constructor」というリンク/,
    ],
    [
      'a named link without brackets',
      { [fallback]: '---\ntitle: 題\n---\n{link:inquiryForm}' },
      /fallback\.md:4: 名前付きのリンクは/,
    ],
    [
      'a placeholder in an article',
      { [article]: `${original}\n{opensAt}\n` },
      /\.md:18: .*記事では使えません/,
    ],
    [
      'a second file of the same id',
      { 'knowledge/wording/desk/fallback.md': '---\ntitle: 題\n---\n文です。' },
      /fallback\/fallback\.md:1: 同じ名前のファイル/,
    ],
    [
      'a wording named like an article',
      { 'knowledge/wording/desk/payslip-publish.md': '---\ntitle: 題\n---\n文です。' },
      /desk\/payslip-publish\.md:1: 同じ名前のファイル/,
    ],
    ['a file name in Japanese', { 'knowledge/articles/給与.md': original }, /給与\.md:1: ファイル名は/],
    ['a broken list', { 'knowledge/synonyms.yaml': '- [有休]\n' }, /synonyms\.yaml:1: 1番目の項目は2個以上/],
    [
      'a reading in hiragana',
      { 'knowledge/domain-words.yaml': '- { surface: 明細, reading: めいさい }' },
      /domain-words\.yaml:1: 読みは全角カタカナ/,
    ],
    [
      'an unsafe link',
      { 'knowledge/links.yaml': 'inquiryForm: { label: 題, href: "javascript:x" }' },
      /links\.yaml:1: リンク先は/,
    ],
    [
      'a word group that is not there',
      { 'intents/person.yaml': minimalTexts['intents/person.yaml']?.replace('担当者、人', '人々') ?? '' },
      /person\.yaml:5: 「人々」という語のまとまり/,
    ],
    [
      'a topic in a file of another name',
      { 'intents/out-of-scope/hardware.yaml': minimalTexts['intents/out-of-scope/law.yaml'] ?? '' },
      /hardware\.yaml:1: ファイル名と「topic」/,
    ],
    [
      'an intent whose wording is not there',
      { 'intents/person.yaml': minimalTexts['intents/person.yaml']?.replace('null', 'nothing') ?? '' },
      /person\.yaml:3: 「nothing」という文言がありません/,
    ],
    ['approvals that are no JSON', { [approvals]: '{\n  "a": {\n' }, /approvals\.json:\d+: /],
    ['approvals with a comma too many', { [approvals]: '{},' }, /approvals\.json:1: /],
  ])('serves nothing with %s, and says where', (_what, changes, line) => {
    expect(lines(changes)).toContainEqual(expect.stringMatching(line));
    expect(load(changes).knowledge).toBeNull();
  });

  it.each(['knowledge/calendar.yaml', 'knowledge/eligibility.yaml'])('needs %s', (path) => {
    const files = new Map([...filesOf(minimal)].filter(([file]) => file !== path));
    expect(loadKnowledge(files).findings.map(formatFinding)).toEqual([expect.stringMatching(`^${path}:1: `)]);
  });

  it('names the line on which a file stops being UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('---\ntitle: '), Buffer.from([0x8b, 0x8b])]);
    const { knowledge, findings } = loadKnowledge(bytesInstead(article, bytes));
    expect(knowledge).toBeNull();
    expect(findings.map(formatFinding)).toContainEqual(expect.stringMatching(/\.md:2: 文字コードがUTF-8/));
  });

  it('does not repeat a broken list of links at every link', () => {
    expect(lines({ 'knowledge/links.yaml': 'inquiryForm: [' })).toEqual([
      expect.stringMatching(/^knowledge\/links\.yaml:1: /),
    ]);
  });

  it.each([
    [article, 32],
    ['knowledge/wording/fallback/fallback.md', 32],
    ['intents/elsewhere.yaml', 256],
  ])('refuses %s when it has more than %i KB', (file, size) => {
    const { findings } = loadKnowledge(bytesInstead(file, new Uint8Array(size * 1024 + 1).fill(97)));
    expect(findings.map(formatFinding)).toContainEqual(
      expect.stringContaining(`${file}:1: ファイルが大きすぎます（上限は${size}KBです）`),
    );
  });

  it('warns of a file that lies where nothing is read, and serves the rest', () => {
    const { knowledge, findings } = load({ 'knowledge/articles/login/x.md': original });
    expect(knowledge).not.toBeNull();
    expect(findings).toEqual([expect.objectContaining({ severity: 'warning', line: 1 })]);
  });

  it('leaves out relations to articles that are not served', () => {
    const texts = approvedTexts({
      ...minimalTexts,
      [article]: original.replace('related: []', 'related: [gone]'),
    });
    expect(loadKnowledge(filesOf(texts)).knowledge?.articles.get('payslip-publish')?.related).toEqual([]);
  });
});

describe('approved words', () => {
  it('goes on saying what was approved when the file has other words', () => {
    const article1 = served({ [article]: original.replace('「公開」', '「非公開」') });
    expect(article1?.text).toContain('「公開」');
    expect(article1?.version).toBe(1);
  });

  it('takes questions and tags from the file as it is now', () => {
    const changed = original.replace('「公開」', '「非公開」').replace('[給与明細, 公開]', '[新しい]');
    expect(served({ [article]: changed })?.tags).toEqual(['新しい']);
  });

  it('makes an article anew when its phrasings change, and only then', () => {
    const [path, text] = ['intents/phrasings/payslips.yaml', 'payslip-publish: [みんなに配る]\n'];
    const files = filesOf(minimal);
    const first = loadKnowledge(files).knowledge?.articles.get('payslip-publish');
    expect(loadKnowledge(files).knowledge?.articles.get('payslip-publish')).toBe(first);
    const changed = new Map([...files, [path, new TextEncoder().encode(text)]]);
    const second = loadKnowledge(changed).knowledge?.articles.get('payslip-publish');
    expect(second?.phrasings).toEqual(['みんなに配る']);
    expect(second?.fingerprint).not.toBe(first?.fingerprint);
  });

  it('says that words wait for approval, as a warning', () => {
    const { findings } = load({ [article]: original.replace('「公開」', '「非公開」') });
    expect(findings).toEqual([
      expect.objectContaining({
        file: article,
        line: 2,
        severity: 'warning',
        message: expect.stringContaining('第1版'),
      }),
    ]);
  });

  it('does not serve an article that nobody ever approved', () => {
    const { knowledge } = load({ 'knowledge/articles/new-one.md': original.replace('どうすれば', 'どう') });
    expect(knowledge).not.toBeNull();
    expect(knowledge?.articles.has('new-one')).toBe(false);
  });

  it('does not load when words that the desk must say were never approved', () => {
    const files = filesOf({ ...minimal, [approvals]: '{}' });
    expect(loadKnowledge(files).knowledge).toBeNull();
  });

  it.each([
    ['was changed by hand', { [approvedTextPath('payslip-publish', 1)]: '# 別の題\n\n別の文\n' }],
    ['is gone', { [approvedTextPath('payslip-publish', 1)]: '' }],
  ])('serves nothing when an approved text %s', (_what, changes) => {
    const result = load(changes);
    expect(result.knowledge).toBeNull();
    expect(result.findings.map(formatFinding)).toEqual([
      expect.stringMatching(/^knowledge\/approved\/payslip-publish\/1\.md:1: 承認の記録と/),
    ]);
  });

  it('does not take blank lines around the body for other words', () => {
    expect(load({ [article]: original.replace('---\n1.', '---\n\n1.').concat('\n\n') }).findings).toEqual([]);
  });
});

describe('approving', () => {
  const order = { ids: 'all', by: '佐藤', at: new Date('2026-11-24T01:00:00Z') } as const;

  it('records version, hash, name and time, and keeps what was approved before', () => {
    const changed = { ...minimal, [article]: original.replace('「公開」', '「公開する」') };
    const plan = planApproval(loadKnowledge(filesOf(changed)), order);
    expect(plan.changes).toEqual([
      { id: 'payslip-publish', from: 1, to: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(plan.approvals['payslip-publish']).toEqual({
      version: 2,
      sha256: plan.changes[0]?.sha256,
      by: '佐藤',
      at: '2026-11-24T01:00:00.000Z',
      history: [expect.objectContaining({ version: 1, by: '試験', at: '1970-01-01T00:00:00.000Z' })],
    });
    expect([...plan.texts.keys()]).toEqual(['knowledge/approved/payslip-publish/2.md']);
  });

  it('approves nothing twice', () => {
    const plan = planApproval(loadKnowledge(filesOf(minimal)), order);
    expect(plan.changes).toEqual([]);
    expect(plan.unchanged).toContain('payslip-publish');
  });

  it.each([
    ['an unknown id', {}, { ...order, ids: ['nothing'] }, /「nothing」という記事や文言はありません/],
    ['an id such as constructor', {}, { ...order, ids: ['constructor'] }, /ありません/],
    ['no name', {}, { ...order, by: ' ' }, /--by/],
    [
      'a broken file',
      { [article]: `${original}\n# 見出し` },
      { ...order, ids: ['payslip-publish'] },
      /payslip-publish\.md:18: 見出し/,
    ],
    [
      'a broken file among all',
      { [article]: `${original}\n# 見出し` },
      order,
      /payslip-publish\.md:18: 見出し/,
    ],
    ['broken approvals, whose history would be lost', { [approvals]: '{' }, order, /approvals\.json:1: /],
  ])('refuses %s', (_what, changes, asked, message) => {
    expect(() => planApproval(load(changes), asked)).toThrow(message);
  });

  it('approves one text while another is broken', () => {
    const loaded = load({
      [fallback]: '---\ntitle: 題\n---\n変えた文です。',
      [article]: `${original}\n# 見出し`,
    });
    expect(planApproval(loaded, { ...order, ids: ['fallback'] }).changes).toHaveLength(1);
  });
});
