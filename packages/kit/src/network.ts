import ipaddr from 'ipaddr.js';

/**
 * Who asks, by an IP address: an IPv4 address, or the network of an IPv6 one. Whoever has one IPv6 address has a whole /64 of them (RFC
 * 6177), and could come with a new one each time.
 */
export const networkOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
};
