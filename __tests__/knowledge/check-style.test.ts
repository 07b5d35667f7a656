import { formatFinding } from '../../bot/knowledge/finding.ts';
import { readSources } from '../../bot/knowledge/sources.ts';
import { plainStyle } from '../../bot/workshop/check/rules/plain-style.ts';
import { filesOf } from './fixture.ts';

const findings = async (sentence: string): Promise<string[]> => {
  // The one file alone: the linter takes its time over each.
  const texts = { 'knowledge/wording/fallback/fallback.md': `---\ntitle: 題\n---\n${sentence}\n` };
  const { sources } = readSources(filesOf(texts));
  const found = await plainStyle({
    sources,
    golden: { articles: [], refusals: [], inScope: [], offTopic: [], findings: [] },
    today: '2026-11-24',
  });
  return found.map(formatFinding);
};

describe('check tells an editor in plain words of', () => {
  it.each([
    ['a dropped ら', '設定の画面で見れます。', /「ら」が抜けた/],
    ['a double negative', '設定できないことはない仕様です。', /打ち消しが重なって/],
    ['a word written twice', '管理者のの画面です。', /同じ言葉が2つ/],
    ['a hedge', '反映に時間がかかるかもしれません。', /お客さまが迷います/],
    ['half-width kana', '従業員ﾘｽﾄを開きます。', /半角のカタカナ/],
    ['an unseen space', '従業員\u200Bリストを開きます。', /目に見えない空白/],
    ['a bracket that never closes', '「保存を押します。', /片方がありません/],
    ['a sentence without its end', '保存を押します', /「。」を付けて/],
    ['a roundabout way to put it', '一覧から削除を行います。', /回りくどい/],
    [
      'too many commas in a sentence',
      '一覧を開き、氏名を押し、編集を押し、内容を直し、更新を押し、画面を閉じます。',
      /読点/,
    ],
  ])('%s', async (_what, sentence, message) => {
    expect(await findings(sentence)).toContainEqual(expect.stringMatching(message));
  });

  it('a body that is too long to be looked at, however it is made to take the memory of the machine', async () => {
    expect(await findings('['.repeat(20_000))).toEqual([
      expect.stringMatching(/:4: （注意）.*2,000文字まで/),
    ]);
  });

  it('the line of the file that it stands on', async () => {
    expect(await findings('文です。\n\n画面で見れます。')).toEqual([
      expect.stringMatching(/^knowledge\/wording\/fallback\/fallback\.md:6: （注意）/),
    ]);
  });
});

describe('check has nothing against', () => {
  it.each([
    'お調べすることができません。',
    '「処理を行う」を押します。',
    'ほかに、お困りのことはありますか？',
    '従業員ご本人が提出するとき：',
    '- 保存を押します。',
  ])('%s', async (sentence) => {
    expect(await findings(sentence)).toEqual([]);
  });
});
