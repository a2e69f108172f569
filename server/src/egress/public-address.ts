import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * Everything that is not a machine of the public internet: IANA's special-purpose registries (RFC 6890 and successors),
 * and what libraries of the kind miss: Azure's wire server, which looks like any public address.
 */
const NOT_PUBLIC_4: readonly string[] = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // carrier-grade NAT
  "127.0.0.0/8", // loopback
  "168.63.129.16/32", // Azure's wire server
  "169.254.0.0/16", // link-local, cloud metadata
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
];
/** Of IPv6 only 2000::/3 is in use; these are its parts that lead elsewhere. ::/96, ::ffff:0:0/96, 64:ff9b::/96, fc00::/7, fe80::/10 lie outside it. */
const NOT_PUBLIC_6: readonly string[] = [
  "2001::/23", // protocol assignments, Teredo
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4: an IPv4 address of any kind inside
  "3fff::/20", // documentation
];

const notPublic4 = rangesOf(NOT_PUBLIC_4);
const notPublic6 = rangesOf(NOT_PUBLIC_6);
const inUse6 = rangesOf(["2000::/3"]);

/** @param address an IP address without brackets. Anything else is not public. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !notPublic4.check(address, "ipv4");
  if (isIPv6(address)) return inUse6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
  return false;
}

/** @param ranges addresses and CIDR ranges of both families. @throws when one is neither. */
export function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIPv4(address) ? "ipv4" : isIPv6(address) ? "ipv6" : undefined;
    if (family === undefined) throw new Error(`${range} is not an IP address or a range such as 10.0.0.0/8.`);
    list.addSubnet(address, bits === undefined ? (family === "ipv4" ? 32 : 128) : Number(bits), family);
  }
  return list;
}
