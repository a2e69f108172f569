import { type LookupAddress, lookup } from "node:dns";
import { isIP } from "node:net";
import { buildConnector } from "undici";
import { defaultPort, type EgressRules, refuseAnyInside, refuseInside, refuseWay } from "./destination.ts";

/** What a name stands for, all of it. The default asks the system. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

/** Both together: longer than a slow server takes, short enough that a worker is not held by one that is away. */
const CONNECT_MS = 10_000;

/**
 * Opens sockets for requests that a tenant asked for. The check is on the very addresses that are connected to: a name is looked up once,
 * every address it stands for is judged, and the socket goes to one of those. A check before the request would be another look-up, with another answer.
 */
export function guardedConnector(rules: EgressRules, resolve: Resolve = systemResolve): buildConnector.connector {
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    const port = Number(options.port) || defaultPort(options.protocol);
    void addressesOf(host, rules, resolve).then(
      (addresses) => {
        try {
          refuseWay(
            options.protocol,
            port,
            addresses.map(({ address }) => address),
            rules,
          );
        } catch (error) {
          callback(error as Error, null);
          return;
        }
        // Without a session cache: a connector is made for each socket, so that its look-up is this one.
        const connect = buildConnector({
          timeout: CONNECT_MS,
          allowH2: false,
          maxCachedSessions: 0,
          lookup: (_name, { all }, found) => {
            const first = addresses[0]!;
            if (all) (found as unknown as (error: null, found: LookupAddress[]) => void)(null, addresses);
            else found(null, first.address, first.family);
          },
        });
        connect(options, callback);
      },
      (error: Error) => callback(error, null),
    );
  };
}

async function addressesOf(host: string, rules: EgressRules, resolve: Resolve): Promise<LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) {
    refuseInside(host, rules);
    return [{ address: host, family }];
  }
  const addresses = await resolve(host);
  refuseAnyInside(addresses, rules);
  return addresses;
}

const systemResolve: Resolve = (name) =>
  new Promise((resolve, reject) => {
    lookup(name, { all: true, verbatim: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });
