import { formatFinding } from '../../bot/knowledge/finding.ts';
import { readSources } from '../../bot/knowledge/sources.ts';
import type { Golden } from '../../bot/workshop/golden.ts';
import type { Rule } from '../../bot/workshop/check/rule.ts';
import { askingPersonalData } from '../../bot/workshop/check/rules/asking-personal-data.ts';
import { contradictingElsewhere } from '../../bot/workshop/check/rules/contradicting-elsewhere.ts';
import { contradictingExamples } from '../../bot/workshop/check/rules/contradicting-examples.ts';
import { damagedHistory } from '../../bot/workshop/check/rules/damaged-history.ts';
import { deadPointers } from '../../bot/workshop/check/rules/dead-pointers.ts';
import { deadRelations } from '../../bot/workshop/check/rules/dead-relations.ts';
import { fewQuestions } from '../../bot/workshop/check/rules/few-questions.ts';
import { impoliteEndings } from '../../bot/workshop/check/rules/impolite-endings.ts';
import { missingTopics } from '../../bot/workshop/check/rules/missing-topics.ts';
import { orphanPhrasings } from '../../bot/workshop/check/rules/orphan-phrasings.ts';
import { readingLength } from '../../bot/workshop/check/rules/reading-length.ts';
import { reviewDue } from '../../bot/workshop/check/rules/review-due.ts';
import { sharedQuestions } from '../../bot/workshop/check/rules/shared-questions.ts';
import { unapproved } from '../../bot/workshop/check/rules/unapproved.ts';
import { newArticle } from '../../bot/workshop/drafts/add-questions.ts';
import { unknownGroup } from '../../bot/workshop/check/rules/unknown-group.ts';
import { unwrittenBody } from '../../bot/workshop/check/rules/unwritten-body.ts';
import { filesOf, minimalTexts } from './fixture.ts';
import type { Texts } from './fixture.ts';

const article = 'knowledge/articles/payslip-publish.md';
const second = 'knowledge/articles/payslip-items.md';
const wording = 'knowledge/wording/fallback/fallback.md';
const phrasings = 'intents/phrasings/payslips.yaml';
const elsewhere = 'intents/elsewhere.yaml';
const law = 'intents/out-of-scope/law.yaml';
const original = minimalTexts[article] ?? '';
const other = original
  .replace('給与明細を公開するには、', '給与明細の項目を変えるには、')
  .replace('給与明細の公開方法を教えてください', '項目の変え方')
  .replace('明細を従業員に見せたい', '項目を足したい')
  .replace('給料明細を公開したい', '項目を減らしたい');

const noGolden: Golden = { articles: [], refusals: [], inScope: [], offTopic: [], findings: [] };

const run = (rule: Rule, changes: Texts): string[] => {
  const { sources, findings } = readSources(filesOf({ ...minimalTexts, ...changes }));
  expect(findings).toEqual([]);
  return rule({ sources, golden: noGolden, today: '2026-11-24' }).map(formatFinding);
};

/** An article's or wording's file with this body; it begins on line 13 or 4. */
const articleWith = (body: string): Texts => ({
  [article]: `${original.slice(0, original.indexOf('1. '))}${body}\n`,
});
const wordingWith = (body: string): Texts => ({ [wording]: `---\ntitle: 題\n---\n${body}\n` });

describe('check', () => {
  it.each<[string, Rule, Texts, RegExp]>([
    [
      'text that nobody approved',
      unapproved,
      {},
      /^knowledge\/articles\/payslip-publish\.md:2: まだ承認されていません/,
    ],
    [
      'a relation to an article that is not there',
      deadRelations,
      { [article]: original.replace('related: []', 'related:\n  - gone') },
      /\.md:10: .*gone という記事はありません/,
    ],
    [
      'a relation of an article to itself',
      deadRelations,
      { [article]: original.replace('related: []', 'related: [payslip-publish]') },
      /\.md:9: .*この記事自身/,
    ],
    [
      'a refusal that points to no article',
      deadPointers,
      { [law]: `${minimalTexts[law]}pointsTo: [gone]\n` },
      /law\.yaml:9: .*gone という記事はありません/,
    ],
    [
      'a category that is not there',
      unknownGroup,
      { [article]: original.replace('group: payslips', 'group: pay') },
      /\.md:3: 「pay」という分類/,
    ],
    ['refused topics without a file', missingTopics, {}, /^intents\/out-of-scope\/hardware\.yaml:1: /],
    [
      'a question that two articles claim',
      sharedQuestions,
      { [second]: other.replace('項目を足したい', '明細を 従業員に見せたい？') },
      /^knowledge\/articles\/payslip-publish\.md:6: .*payslip-items\.md の6行目/,
    ],
    [
      'a question written twice in an article',
      sharedQuestions,
      { [article]: original.replace('給料明細を公開したい', '明細を従業員に見せたい') },
      /\.md:7: .*この記事の中で重なって/,
    ],
    [
      'a question that is another article’s title',
      sharedQuestions,
      { [second]: other.replace('項目を足したい', '給与明細を公開するには、どうすればよいですか') },
      /payslip-publish\.md:2: /,
    ],
    [
      'a phrasing that another article asks',
      sharedQuestions,
      { [second]: other, [phrasings]: 'payslip-items:\n  - 明細を従業員に見せたい\n' },
      /payslips\.yaml:2: .*payslip-publish\.md の6行目.*どちらかの記事だけに/,
    ],
    [
      'a phrasing that its own article already has',
      sharedQuestions,
      { [phrasings]: 'payslip-publish:\n  - 明細を従業員に見せたい\n' },
      /payslips\.yaml:2: .*payslip-publish\.md の6行目.*片方を/,
    ],
    [
      'phrasings of an article that is not there',
      orphanPhrasings,
      { [phrasings]: 'payslip-publish:\n  - 公開\npayslip-pubish:\n  - 公開する\n' },
      /payslips\.yaml:3: payslip-pubish という記事はありません/,
    ],
    [
      'a sentence of another field that an article asks',
      contradictingElsewhere,
      { [elsewhere]: '雑談:\n  - 今日の天気は\n  - 明細を従業員に見せたい\n' },
      /elsewhere\.yaml:3: .*記事 payslip-publish の聞き方/,
    ],
    [
      'a sentence of another field that is a phrasing',
      contradictingElsewhere,
      { [elsewhere]: '雑談:\n  - 明細を社員が見られる状態にする\n' },
      /elsewhere\.yaml:2: .*記事 payslip-publish の聞き方/,
    ],
    [
      'an article with few ways to ask it',
      fewQuestions,
      { [article]: original.replace('  - 明細を従業員に見せたい\n', '') },
      /\.md:4: 聞き方（questions）が2個/,
    ],
    [
      'a review that is due',
      reviewDue,
      { [article]: original.replace('related: []', 'related: []\nreviewBy: 2026-11-24') },
      /\.md:10: （注意）見直しの期日/,
    ],
    [
      'an example that is a counterexample',
      contradictingExamples,
      { [law]: `${minimalTexts[law]}counterexamples: [労働基準法に違反しますか]\n` },
      /law\.yaml:9: .*law\.yaml の8行目/,
    ],
    [
      'an example of two intents',
      contradictingExamples,
      {
        'intents/person.yaml':
          minimalTexts['intents/person.yaml']?.replace('[担当者と話したい]', '[労働基準法に違反しますか]') ??
          '',
      },
      /person\.yaml:6: .*law\.yaml の8行目/,
    ],
    [
      'a wording that asks for an Individual Number',
      askingPersonalData,
      wordingWith('マイナンバーをご入力ください。'),
      /fallback\.md:4: マイナンバーを/,
    ],
    [
      'an article that asks for one',
      askingPersonalData,
      articleWith('文です。\n\n個人番号を添えてお知らせください。'),
      /\.md:15: マイナンバーを/,
    ],
    [
      'a wording that asks for a password',
      askingPersonalData,
      wordingWith('お使いのパスワードをお知らせください。'),
      /fallback\.md:4: パスワードを/,
    ],
    [
      'a wording that asks for an account',
      askingPersonalData,
      wordingWith('文です。\n\n口座番号をご記入ください。'),
      /fallback\.md:6: 口座番号を/,
    ],
    [
      'an answer that is too long',
      readingLength,
      articleWith('長い文です。'.repeat(150)),
      /\.md:13: （注意）本文が900文字/,
    ],
    [
      'a sentence that is too long',
      readingLength,
      articleWith(`文です。\n\n${'とても'.repeat(40)}長いです。`),
      /\.md:15: （注意）1文が長すぎます/,
    ],
  ])('finds %s', (_what, rule, changes, line) => {
    expect(run(rule, changes)).toContainEqual(expect.stringMatching(line));
  });

  it.each<[string, Rule, Texts]>([
    [
      'another article’s relation',
      deadRelations,
      { [second]: other.replace('related: []', 'related: [payslip-publish]') },
    ],
    [
      'a refusal that points to an article',
      deadPointers,
      { [law]: `${minimalTexts[law]}pointsTo: [payslip-publish]\n` },
    ],
    ['a known category', unknownGroup, {}],
    ['articles with questions of their own', sharedQuestions, { [second]: other }],
    ['phrasings of an article that is there', orphanPhrasings, {}],
    ['sentences of other fields only', contradictingElsewhere, {}],
    ['three ways to ask', fewQuestions, {}],
    [
      'a review that is due tomorrow',
      reviewDue,
      { [article]: original.replace('related: []', 'related: []\nreviewBy: 2026-11-25') },
    ],
    [
      'a counterexample of another intent',
      contradictingExamples,
      { [law]: `${minimalTexts[law]}counterexamples: [担当者と話したい]\n` },
    ],
    [
      'an article on entering numbers in the product',
      askingPersonalData,
      articleWith('マイナンバーを入力してください。'),
    ],
    [
      'a wording that asks to leave them out',
      askingPersonalData,
      wordingWith('マイナンバーを除いてお送りください。'),
    ],
    ['a wording that forbids them', askingPersonalData, wordingWith('マイナンバーは入力しないでください。')],
    [
      'an article on setting a password in the product',
      askingPersonalData,
      articleWith('新しいパスワードを入力してください。'),
    ],
    ['an ordinary answer', readingLength, {}],
    ['history that nobody touched', damagedHistory, {}],
  ])('has nothing against %s', (_what, rule, changes) => {
    expect(run(rule, changes)).toEqual([]);
  });

  it.each([
    'これは仕様だ。',
    '設定である。',
    '公開する。',
    '公開した。',
    '公開できない。',
    '公開しろ。',
    '見られなかった。',
    '「保存」を押せ。',
    '氏名を入れろ。',
  ])('finds the impolite ending of %s', (sentence) => {
    expect(run(impoliteEndings, wordingWith(`文です。\n\n${sentence}`))).toEqual([
      expect.stringMatching(/fallback\.md:6: 「です・ます」/),
    ]);
  });

  it('finds an article whose answer is still to be written', () => {
    const text = newArticle('題名です', 'payslips', ['甲の聞き方', '乙の聞き方', '丙の聞き方']);
    expect(run(unwrittenBody, { 'knowledge/articles/new.md': text })).toEqual([
      expect.stringMatching(/new\.md:\d+: 答えがまだ書かれていません/),
    ]);
  });

  it.each([
    '公開します。',
    '公開しました。',
    '公開できません。',
    '公開してください。',
    'はい。できます。',
    'いかがでしょうか。',
    '公開済みでした。',
    '「保存する。」と表示されます。',
    '- 公開する',
    '公開する場合',
    'ありがとうございます！',
    '重要なお知らせ。',
  ])('takes %s as polite', (sentence) => {
    expect(run(impoliteEndings, wordingWith(sentence))).toEqual([]);
  });

  it('finds an old approved text that was changed', () => {
    const approval = { version: 1, sha256: 'a'.repeat(64), by: '佐藤', at: '2026-11-22T00:00:00Z' };
    const approvals = { gone: { ...approval, version: 2, history: [approval] } };
    const changes = {
      'knowledge/approvals.json': JSON.stringify(approvals),
      'knowledge/approved/gone/1.md': '# 題\n\n文です。\n',
    };
    expect(run(damagedHistory, changes)).toEqual([
      expect.stringMatching(/^knowledge\/approved\/gone\/1\.md:1: /),
      expect.stringMatching(/^knowledge\/approved\/gone\/2\.md:1: /),
    ]);
  });
});
