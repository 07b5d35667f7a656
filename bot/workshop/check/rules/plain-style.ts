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

/**
 * Longer bodies (characters) are not looked at: the linter's time and memory grow by the length squared, and 30,000
 * brackets took all of the server's. Three times what is told to be too long. Sane: 1,000 to 3,000.
 */
const mostStyled = 2_000;

/** Answers in plain and unambiguous Japanese, as far as a linter can tell. */
export const plainStyle: SlowRule = async ({ sources: { articles, wording } }) => {
  const lint = await loadStyleLinter();
  const found = [...articles.values(), ...wording.values()].map((page) => styleOf(page, lint));
  return (await Promise.all(found)).flat();
};

const styleOf = async (
  { file, body, bodyLine }: Page<{ title: string }>,
  lint: LintStyle,
): Promise<Finding[]> => {
  if (body.length > mostStyled) return [{ file, line: bodyLine, message: tooLong, severity: 'warning' }];
  const issues = await lint(withoutQuoted(body));
  return issues.map(({ ruleId, line }) => ({
    file,
    line: bodyLine + line - 1,
    message: messages[ruleId],
    severity: 'warning',
  }));
};

const tooLong = `本文が長いため、文の書き方を調べていません。${mostStyled.toLocaleString('ja-JP')}文字までに縮めると、調べられます。`;

/** What stands in 「」 is a button's name or someone else's words, and is copied as it is. */
const withoutQuoted = (body: string): string => body.replaceAll(/「[^「」\n]*」/g, '「画面」');
