/** The preset has no types of its own; only what `style-linter.ts` reads is declared. */
declare module 'textlint-rule-preset-ja-technical-writing' {
  import type { TextlintRuleModule } from '@textlint/types';
  const preset: { rules: Record<string, TextlintRuleModule> };
  export default preset;
}
