import type { LookupAddress } from "node:dns";
import type { BlockList } from "node:net";
import { isIP, isIPv4 } from "node:net";
import { isPublic } from "./public-address.ts";

/** Where requests that a tenant asks for may go. */
export type EgressRules = {
  /** In production: https only, and the ports of `PORTS`. */
  production: boolean;
  /** Addresses that the operator, never a tenant, has opened although they are not public. These may also be spoken to in plain http, at any port. */
  opened: BlockList;
};

/** The address, or what a name stands for, is none that a tenant may make us speak to. */
export class EgressRefused extends Error {
  override readonly name = "EgressRefused";
  readonly code = "EGRESS_REFUSED";
}

/** What https and proxies in front of it listen on. */
const PORTS: ReadonlySet<number> = new Set([443, 8443, 80]);

const isOpened = (address: string, { opened }: EgressRules): boolean => isIP(address) !== 0 && opened.check(address, isIPv4(address) ? "ipv4" : "ipv6");

/** @throws EgressRefused for an address that is neither public nor opened. */
export function refuseInside(address: string, rules: EgressRules): void {
  if (!isPublic(address) && !isOpened(address, rules))
    throw new EgressRefused(`${address} is not an address on the public internet. The operator can open it with EGRESS_ALLOW.`);
}

/** @throws EgressRefused when any of what a name stands for is inside, or when it stands for nothing. */
export function refuseAnyInside(addresses: readonly LookupAddress[], rules: EgressRules): void {
  if (addresses.length === 0) throw new EgressRefused("The name stands for no address.");
  for (const { address } of addresses) refuseInside(address, rules);
}

/** Scheme and port, for addresses outside. @throws EgressRefused */
export function refuseWay(protocol: string, port: number, addresses: readonly string[], rules: EgressRules): void {
  if (!rules.production || addresses.every((address) => isOpened(address, rules))) return;
  if (protocol !== "https:") throw new EgressRefused("Only https addresses are sent to: what we send is not for others to read.");
  if (!PORTS.has(port)) throw new EgressRefused(`Port ${port} is not one of 443, 8443 and 80.`);
}

/** What can be said without a look-up: of a name, that it could not be spoken to in this way whatever it stands for. @throws EgressRefused */
export function refuseOnSight(protocol: string, host: string, port: number, rules: EgressRules): void {
  const literal = isIP(host) !== 0 ? host : /^(.+\.)?localhost\.?$/.test(host) ? "127.0.0.1" : undefined;
  if (literal !== undefined) refuseInside(literal, rules);
  const mayBeOpened = rules.opened.rules.length > 0;
  if (literal !== undefined || protocol !== "http:" || !mayBeOpened) refuseWay(protocol, port, [literal ?? "an address outside"], rules);
}

export const defaultPort = (protocol: string): number => (protocol === "https:" ? 443 : 80);
