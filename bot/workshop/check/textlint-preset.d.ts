/** The preset has no types of its own; only what `style-linter.ts` reads is declared. */
declare module 'textlint-rule-preset-ja-technical-writing' {
  import type { TextlintKernelRule } from '@textlint/kernel';
  const preset: { rules: Record<string, TextlintKernelRule['rule']> };
  export default preset;
}
