import ipaddr from 'ipaddr.js';

/** Global unicast, the one part of IPv6 that is routed in the public net (RFC 4291). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its number, but inside Azure it answers with the machine's own settings, as 169.254.169.254 does elsewhere. */
const platformServices = new Set(['168.63.129.16']);

/**
 * Whether an address is one of the public net: not of this machine, not of a private, shared or link-local
 * net, no metadata service, no multicast, nothing reserved; and no IPv6 address that carries one of those
 * (mapped, translated or tunnelled). Anything that is no address is not public.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address mapped into IPv6 reaches the same machine, so it is judged as that address.
  const plain = ipaddr.process(address);
  if (plain.range() !== 'unicast') return false;
  if (plain.kind() === 'ipv4') return !platformServices.has(plain.toString());
  return plain.match(globalUnicast);
};
