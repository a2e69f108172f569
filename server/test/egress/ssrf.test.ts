import diagnostics from "node:diagnostics_channel";
import type { LookupAddress } from "node:dns";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Resolve } from "../../src/egress/connector.ts";
import { type Egress, openEgress } from "../../src/egress/egress.ts";
import { isPublic, rangesOf } from "../../src/egress/public-address.ts";
import { realClock } from "../../src/ports/clock.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/ssrf");
/** A folder with the whole lists, one address or host a line. The suite runs on its own part without it. */
const WHOLE = process.env["SSRF_MATERIAL"];

/** Other ways to write what is inside, among them those that libraries of the kind let through. */
const HOSTS = (
  "127.0.0.1 127.1 2130706433 0x7f.1 0177.1 017700000001 0x7f000001 127.0.0.1. localhost localhost. LOCALHOST a.localhost %31%32%37%2e%30%2e%30%2e%31 ①②⑦.⓪.⓪.① 0 0.0.0.0 " +
  "10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1 168.63.129.16 224.0.0.1 255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] " +
  "[::127.0.0.1] [::a00:1] [64:ff9b::7f00:1] [64:ff9b:1::1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fd00:ec2::254] [fec0::1] [ff02::1] [2001:db8::1]"
).split(" ");

let loopback: Server;
let port: number;
let reached: number;
let sockets: number;
const count = () => void sockets++;

beforeAll(async () => {
  loopback = createServer((_request, response) => {
    reached += 1;
    response.end("inside");
  });
  await new Promise<void>((listening) => loopback.listen(0, "127.0.0.1", listening));
  port = (loopback.address() as AddressInfo).port;
});
afterAll(() => new Promise((closed) => loopback.close(closed)));
beforeEach(() => {
  reached = 0;
  sockets = 0;
  diagnostics.subscribe("net.client.socket", count);
});
afterEach(() => {
  diagnostics.unsubscribe("net.client.socket", count);
});

const inside: LookupAddress[] = [{ address: "127.0.0.1", family: 4 }];
const outside: LookupAddress[] = [{ address: "93.184.215.14", family: 4 }];

async function outcomes(egress: Egress, urls: readonly string[]): Promise<string[]> {
  const all = await Promise.all(
    urls.map((url) =>
      egress.send({ method: "GET", url, timeoutMs: 5000, maxBytes: 100 }).then(
        ({ status }) => `${url} ${status}`,
        (error: Error) => error.name,
      ),
    ),
  );
  return [...new Set(all)];
}

function addresses(): string[] {
  const lines = (path: string) =>
    readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  const given =
    WHOLE === undefined
      ? [join(FIXTURES, "urls.txt")]
      : readdirSync(WHOLE)
          .filter((name) => name.endsWith(".txt"))
          .map((name) => join(WHOLE, name));
  const written = given
    .flatMap(lines)
    .flatMap((line) => (line.includes("//") ? [line] : [line, `[${line}]`].flatMap((host) => [`http://${host}:45871/`, `https://${host}:45871/`])));
  return [...written, ...HOSTS.flatMap((host) => [`http://${host}:45871/`, `https://${host}:45871/`])].map((url) => url.replaceAll("45871", String(port)));
}

describe("an address that a tenant gives", () => {
  test("inside, however it is written, is not connected to: no socket is opened, by literal or by a name that stands for it", async () => {
    const all = addresses();
    // The list is real: without the guard it gets in.
    expect((await fetch(`http://127.1:${port}/`)).status).toBe(200);
    const egress = openEgress({ production: false, opened: rangesOf([]) }, realClock, async () => inside);
    reached = sockets = 0;
    for (let from = 0; from < all.length; from += 50) {
      const met = await outcomes(egress, all.slice(from, from + 50));
      expect(met.filter((one) => one !== "EgressRefused")).toEqual([]);
    }
    expect({ reached, sockets }).toEqual({ reached: 0, sockets: 0 });
    expect(all.length).toBeGreaterThan(130);
    if (WHOLE !== undefined) console.info(`${all.length} addresses of the whole lists, 0 sockets`);
    await egress.close();
  });

  test("is judged by every address its name stands for, at the moment of connecting", async () => {
    const answers = fc.array(
      fc.array(fc.constantFrom("127.0.0.1", "93.184.215.14", "169.254.169.254", "::1", "2606:2800:21f:cb07::1", "10.1.2.3"), { maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(answers, async (sequence) => {
        let asked = 0;
        const given: string[][] = [];
        const resolve: Resolve = async () => {
          const now = sequence[asked++ % sequence.length]!;
          given.push(now);
          return now.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
        };
        const rules = { production: false, opened: rangesOf([]) };
        const egress = openEgress(rules, realClock, resolve);
        sockets = 0;
        for (const answer of sequence) {
          const before = sockets;
          const fine = answer.length > 0 && answer.every(isPublic);
          if (fine) continue; // A socket to the public internet is not for a test.
          asked = sequence.indexOf(answer);
          const met = await outcomes(egress, ["http://rebinding.example/"]);
          expect(met).toEqual(["EgressRefused"]);
          expect(sockets).toBe(before);
        }
        expect(given.every((answer) => !answer.every(isPublic) || answer.length === 0)).toBe(true);
        await egress.close();
      }),
      { numRuns: 300 },
    );
  });

  test("is looked up once for each connection: what is connected to is what was judged", async () => {
    let asked = 0;
    // The first answer is opened by the operator, the second is not: a second look-up would go inside.
    const resolve: Resolve = async () => (asked++ === 0 ? inside : [{ address: "127.0.0.2", family: 4 }]);
    const egress = openEgress({ production: false, opened: rangesOf(["127.0.0.1"]) }, realClock, resolve);
    expect(await outcomes(egress, [`http://rebinding.example:${port}/`])).toEqual([`http://rebinding.example:${port}/ 200`]);
    expect(asked).toBe(1);
    await egress.close();
    const again = openEgress({ production: false, opened: rangesOf(["127.0.0.1"]) }, realClock, resolve);
    expect(await outcomes(again, [`http://rebinding.example:${port}/`])).toEqual(["EgressRefused"]);
    await again.close();
  });

  test("of production is https, at port 443, 8443 or 80", async () => {
    const egress = openEgress({ production: true, opened: rangesOf([]) }, realClock, async () => outside);
    expect(
      await outcomes(egress, ["http://example.com/", "https://example.com:22/", "https://example.com:8080/", "ftp://example.com/", "http://example.com:443/"]),
    ).toEqual(["EgressRefused"]);
    expect(sockets).toBe(0);
    for (const url of [
      "http://example.com/",
      "https://example.com:22/",
      "https://localhost/",
      "https://[::1]/",
      "https://10.0.0.1/",
      "https://me:secret@example.com/",
      "file:///etc/passwd",
      "no address",
    ])
      expect(() => egress.examine(url), url).toThrow(/./);
    for (const url of ["https://example.com/", "https://example.com:8443/hook?x=1"]) expect(() => egress.examine(url), url).not.toThrow();
    await egress.close();
  });

  test("may be opened by the operator, and then in plain http at any port", async () => {
    const egress = openEgress({ production: true, opened: rangesOf(["127.0.0.0/8"]) }, realClock, async () => inside);
    expect(await outcomes(egress, [`http://127.0.0.1:${port}/`, `http://n8n:${port}/`])).toHaveLength(2);
    expect(reached).toBe(2);
    await egress.close();
  });
});
