import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** A URL's host as an address, or null when it is a name. `URL` has put every spelling of an address into its plain form. */
const literalAddress = ({ hostname }: URL): string | null => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) > 0 ? bare : null;
};

/**
 * Why nothing is sent to a URL, whatever its name resolves to; null when it may be tried. `local` (for
 * development) lets plain http and private addresses pass.
 */
export const refusedTarget = (url: URL, local: boolean): string | null => {
  if (url.username !== '' || url.password !== '') return 'holds a user name or password';
  if (url.hash !== '') return 'holds a fragment';
  if (local) return /^https?:$/.test(url.protocol) ? null : 'is neither https nor http';
  if (url.protocol !== 'https:') return 'is not https';
  const address = literalAddress(url);
  return address === null || isPublicAddress(address) ? null : 'names an address that is not public';
};
