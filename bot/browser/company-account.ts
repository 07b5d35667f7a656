import type { KeyValue } from './key-value.ts';

/** Signing in and out with the company's account begins there; the server leads back to the console, and that on to the program of the role. */
const BEGIN = '/api/v1/agent/session/oidc';
export const COMPANY_SIGN_OUT = `${BEGIN}/end`;

/** Which program's address is kept, and how it reads one: what is kept may be anything. */
export interface Place {
  program: 'console' | 'editor';
  normalise(hash: string): string;
}

const keyOf = (program: Place['program']): string => `madoguchi:place-before-sign-in:${program}`;
const OUTCOME = 'sign-in';

/** `anew`: for another account than the one that the provider still knows. */
export const companySignIn = (anew: boolean): string => (anew ? `${BEGIN}?prompt=login` : BEGIN);

/** The fragment of the address says what is open, and does not survive the way through the provider. */
export const keepPlace = (tab: KeyValue, { program }: Place, hash: string): void => {
  if (hash === '') tab.remove(keyOf(program));
  else tab.write(keyOf(program), hash);
};

/** Whether somebody left this program for the provider and has not come back to it. */
export const leftFrom = (tab: KeyValue, program: Place['program']): boolean =>
  tab.read(keyOf(program)) !== null;

/**
 * Back from the provider: what the address should be, with the place of before, and how it ended, which
 * the server says in the address and a reload need not say again. `address: null`: it is right as it is.
 */
export const comeBack = (
  tab: KeyValue,
  { program, normalise }: Place,
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
): { outcome: string | null; address: string | null } => {
  const outcome = new URLSearchParams(search).get(OUTCOME);
  const place = hash === '' ? tab.read(keyOf(program)) : null;
  tab.remove(keyOf(program));
  if (outcome === null && place === null) return { outcome, address: null };
  return { outcome, address: pathname + (place === null ? hash : normalise(place)) };
};
