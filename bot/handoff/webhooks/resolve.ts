import { lookup, Resolver } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';

/** All addresses of a host's name. Rejects when there are none. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** Two tries of two seconds for each name server; what does not answer then is tried with the next attempt. */
const resolver = new Resolver({ timeout: 2_000, tries: 2 });

/**
 * By asking name servers. Not `dns.lookup`: that takes one of the four threads that write files, too, so that
 * slow name servers of a receiver would hold up the customers' messages.
 */
export const publicNames: Resolve = async (hostname) => {
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found: LookupAddress[] = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length === 0 && four.status === 'rejected') throw four.reason;
  return found;
};

/** As this machine sees names, its own such as `localhost` included: for development. */
export const localNames: Resolve = (hostname) => lookup(hostname, { all: true });
