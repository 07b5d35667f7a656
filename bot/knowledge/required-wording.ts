/** Wordings that the program says by id. Knowledge that does not serve every one of them is not loaded. */
export const requiredWording: readonly string[] = [
  'fallback',
  'clarify',
  'not-japanese',
  'not-eligible-login',
  'not-eligible-role',
  'not-eligible-plan',
  'not-eligible-trial-over',
];
