import type { Finding } from '../../../knowledge/finding.ts';
import type { Page } from '../../../knowledge/read-page.ts';
import type { SlowRule } from '../rule.ts';
import { loadStyleLinter, type LintStyle, type StyleRuleId } from '../style-linter.ts';

/** What is told to an editor, who has never heard of the linter. */
const messages: Record<StyleRuleId, string> = {
  'max-ten': '1文に読点「、」が5つ以上あります。2つの文に分けてください。',
  'ja-no-mixed-period': '文の終わりに「。」がありません。「。」を付けてください。',
  'no-doubled-conjunction': '同じ接続の言葉（「また」「ただし」など）が続いています。片方を消してください。',
  'no-doubled-conjunctive-particle-ga': '1文の中に「〜が、」が2回あります。2つの文に分けてください。',
  'no-double-negative-ja':
    '「〜ないことはない」のように、打ち消しが重なっています。肯定の言い方に直してください。',
  'no-dropping-the-ra': '「ら」が抜けた言葉があります。「見れる」は「見られる」のように直してください。',
  'no-nfd': '濁点が別の文字になっています。その言葉を入力し直してください。',
  'no-hankaku-kana': '半角のカタカナがあります。全角に直してください。',
  'no-invalid-control-character': '目に見えない文字が混ざっています。その行を入力し直してください。',
  'no-zero-width-spaces': '目に見えない空白が混ざっています。その行を入力し直してください。',
  'no-exclamation-question-mark': '「！」があります。「。」に直してください。',
  'ja-no-weak-phrase':
    '「〜かもしれません」「〜と思います」は、お客さまが迷います。言い切るか、条件を書いてください。',
  'ja-no-successive-word': '同じ言葉が2つ続いています（「のの」「をを」など）。片方を消してください。',
  'ja-no-abusage': '誤って使われやすい言葉があります。別の言い方に直してください。',
  'ja-no-redundant-expression':
    '「〜を行う」などの回りくどい言い方があります。「削除を行う」は「削除する」のように直してください。',
  'ja-unnatural-alphabet': '日本語の中に、変換し損ねたような英字があります。入力し直してください。',
  'no-unmatched-pair': 'かっこ（「」や（））の片方がありません。両方を書いてください。',
};

/** Answers in plain and unambiguous Japanese, as far as a linter can tell. */
export const plainStyle: SlowRule = async ({ sources: { articles, wording } }) => {
  const lint = await loadStyleLinter();
  const found = [...articles.values(), ...wording.values()].map((page) => styleOf(page, lint));
  return (await Promise.all(found)).flat();
};

const styleOf = async (page: Page<{ title: string }>, lint: LintStyle): Promise<Finding[]> =>
  (await lint(withoutQuoted(page.body))).map(({ ruleId, line }) => ({
    file: page.file,
    line: page.bodyLine + line - 1,
    message: messages[ruleId],
    severity: 'warning',
  }));

/** What stands in 「」 is a button's name or someone else's words, and is copied as it is. */
const withoutQuoted = (body: string): string => body.replaceAll(/「[^「」\n]*」/g, '「画面」');
