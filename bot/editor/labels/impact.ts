import { numberText } from '../text/number-text.ts';

export const impactLabels = {
  heading: '影響を調べる',
  intro:
    '下書きを公開すると、どの質問の答えが変わるかを調べます。想定質問と、お客さまの実際の質問（個人情報は伏せ字）を、公開中の文と下書きの両方で答えさせて比べます。',
  drafts: '調べる下書き',
  noDrafts: '下書きはありません。記事を直して保存すると、ここで影響を調べられます。',
  days: '実際の質問の期間',
  dayOptions: { 0: '想定質問だけ', 7: '直近7日', 30: '直近30日', 90: '直近90日' } as Readonly<
    Record<number, string>
  >,
  run: '調べる',
  running: '調べています。質問が多いと、30秒ほどかかります…',
  chooseOne: '下書きを1つ以上選んでください。',
  summary: (questions: number, asked: number, changes: number): string =>
    `質問${numberText(questions)}件（うち実際の質問${numberText(asked)}件）のうち、答えが変わるのは${numberText(changes)}件です。`,
  none: '答えの変わる質問はありませんでした。',
  before: '今',
  after: '公開後',
  asked: (times: number): string => (times === 0 ? '想定質問' : `${times}回`),
  verdicts: { better: '改善', worse: '悪化', neither: '' },
  confidence: (value: string): string => `確信度${value}`,
  reply: '答えの文',
  differences: '文の違いを見る',
  copy: 'プルリクエスト用にコピー（Markdownの表）',
  more: (count: number): string =>
    `ほかに${numberText(count)}件あります。「影響を調べる」のページで見られます。`,
} as const;
