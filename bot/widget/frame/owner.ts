/** Claims that decide whose conversation it is and what the person may do (contracts.md, "Identity"). */
const ownClaims = ['sub', 'company', 'role', 'plan', 'trialStartedOn'] as const;

const decodePayload = (jwt: string): unknown => {
  const base64 = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
};

const claim = (payload: unknown, name: string): unknown =>
  typeof payload === 'object' && payload !== null
    ? Object.entries(payload).find(([key]) => key === name)?.[1]
    : null;

/**
 * A key of the person behind an identity, '' for nobody. It only tells one visitor's stored
 * conversation from another's; whether the identity is genuine is the server's business. The plan
 * and role belong to it: a conversation keeps those of its start, so a changed plan starts a new one.
 */
export const ownerOf = (identity: string | null): string => {
  if (identity === null) return '';
  try {
    const payload = decodePayload(identity);
    return JSON.stringify(ownClaims.map((name) => claim(payload, name) ?? null));
  } catch {
    // Not to be taken for nobody, even when it is empty: the server shall refuse it.
    return `?${identity}`;
  }
};
