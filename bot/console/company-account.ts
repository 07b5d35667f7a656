import type { KeyValue } from './key-value.ts';
import { formatRoute, parseRoute } from './state/route.ts';

/** Signing in and out with the company's account begins there; the server leads back to the console. */
const BEGIN = '/api/v1/agent/session/oidc';
export const COMPANY_SIGN_OUT = `${BEGIN}/end`;

const PLACE_KEY = 'madoguchi:place-before-sign-in';
const OUTCOME = 'sign-in';

/** `anew`: for another account than the one that the provider still knows. */
export const companySignIn = (anew: boolean): string => (anew ? `${BEGIN}?prompt=login` : BEGIN);

/** The fragment of the address says what is open, and does not survive the way through the provider. */
export const keepPlace = (tab: KeyValue, hash: string): void => {
  if (hash === '') tab.remove(PLACE_KEY);
  else tab.write(PLACE_KEY, hash);
};

/**
 * Back from the provider: what the address should be, with the place of before, and how it ended, which
 * the server says in the address and a reload need not say again. `address: null`: it is right as it is.
 */
export const comeBack = (
  tab: KeyValue,
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
): { outcome: string | null; address: string | null } => {
  const outcome = new URLSearchParams(search).get(OUTCOME);
  const place = hash === '' ? tab.read(PLACE_KEY) : null;
  tab.remove(PLACE_KEY);
  if (outcome === null && place === null) return { outcome, address: null };
  return { outcome, address: pathname + (place === null ? hash : formatRoute(parseRoute(place))) };
};
