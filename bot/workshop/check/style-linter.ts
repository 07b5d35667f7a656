import type { TextlintKernel, TextlintKernelOptions } from '@textlint/kernel';

/** What the linter found in a text; line from 1. */
export interface StyleIssue {
  ruleId: StyleRuleId;
  line: number;
}

/**
 * The rules of the preset for technical writing that fit answers in a chat, with their options. Left out:
 * - `no-doubled-joshi`: of its hits in 159 texts that people had approved none was hard to read;
 * - `max-kanji-continuous-len`: names of features and offices are what they are;
 * - `sentence-length`, `no-mix-dearu-desumasu`: `reading-length` and `impolite-endings` say it in an editor's words.
 */
const chosen = {
  'max-ten': { max: 4 },
  'ja-no-mixed-period': { periodMark: '。', allowPeriodMarks: ['：', '？'] },
  'no-doubled-conjunction': true,
  'no-doubled-conjunctive-particle-ga': true,
  'no-double-negative-ja': true,
  'no-dropping-the-ra': true,
  'no-nfd': true,
  'no-hankaku-kana': true,
  'no-invalid-control-character': true,
  'no-zero-width-spaces': true,
  'no-exclamation-question-mark': { allowFullWidthQuestion: true },
  'ja-no-weak-phrase': true,
  'ja-no-successive-word': true,
  'ja-no-abusage': true,
  // 「お調べすることができません」 is the polite way to refuse, and 申請を実行 what the product's button does.
  'ja-no-redundant-expression': {
    dictOptions: { dict2: { disabled: true }, dict6: { allows: ['/^申請を実行/'] } },
  },
  'ja-unnatural-alphabet': true,
  'no-unmatched-pair': true,
} as const;

export type StyleRuleId = keyof typeof chosen;

const isChosen = (id: string): id is StyleRuleId => id in chosen;

export type LintStyle = (markdown: string) => Promise<StyleIssue[]>;

/**
 * textlint with its dictionary: 0.5 s and some 100 MB at the first text, so it is loaded when a text is
 * there to be looked at and not before.
 */
export const loadStyleLinter = async (): Promise<LintStyle> => {
  const [{ TextlintKernel: Kernel }, { MarkdownProcessor }, { default: preset }] = await Promise.all([
    import('@textlint/kernel'),
    import('@textlint/textlint-plugin-markdown/lib/src/MarkdownProcessor.js'),
    import('textlint-rule-preset-ja-technical-writing'),
  ]);
  const kernel = new Kernel();
  const options: TextlintKernelOptions = {
    ext: '.md',
    plugins: [{ pluginId: 'markdown', plugin: { Processor: MarkdownProcessor } }],
    rules: Object.entries(preset.rules).flatMap(([ruleId, rule]) =>
      isChosen(ruleId) ? [{ ruleId, rule, options: chosen[ruleId] }] : [],
    ),
  };
  return (markdown) => lint(kernel, options, markdown);
};

const lint = async (
  kernel: TextlintKernel,
  options: TextlintKernelOptions,
  markdown: string,
): Promise<StyleIssue[]> => {
  const { messages } = await kernel.lintText(markdown, options);
  return messages.flatMap(({ ruleId, line }) => (isChosen(ruleId) ? [{ ruleId, line }] : []));
};
