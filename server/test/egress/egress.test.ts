import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { openEgress } from "../../src/egress/egress.ts";
import { rangesOf } from "../../src/egress/public-address.ts";
import { realClock } from "../../src/ports/clock.ts";
import { manualClock } from "../harness/clock.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
const rules = { production: true, opened: rangesOf(["127.0.0.1"]) };

test("a redirect is an answer and is not followed", async () => {
  let asked = 0;
  const url = await receiver((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  const egress = openEgress(rules, realClock);
  expect(await egress.send({ method: "POST", url, body: "{}", timeoutMs: 5000, maxBytes: 10 })).toMatchObject({
    status: 302,
    headers: { location: "/elsewhere" },
  });
  expect(asked).toBe(1);
  await egress.close();
});

test("of a body without end as much is kept as was asked for, and the connection is closed", async () => {
  let closed: () => void;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await receiver((_request, response) => {
    response.on("close", () => closed());
    const more = (): void => {
      while (!response.destroyed && response.write("x".repeat(16_384)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  const egress = openEgress(rules, realClock);
  const { status, body, cut } = await egress.send({ method: "POST", url, body: "{}", timeoutMs: 5000, maxBytes: 65_536 });
  expect({ status, bytes: body.length, cut }).toEqual({ status: 200, bytes: 65_536, cut: true });
  await isClosed;
  await egress.close();
});

test("what comes packed stays packed", async () => {
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  const url = await receiver((_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
  const egress = openEgress(rules, realClock);
  const { body, cut } = await egress.send({ method: "GET", url, timeoutMs: 5000, maxBytes: 65_536 });
  expect({ same: body.equals(bomb), cut }).toEqual({ same: true, cut: false });
  await egress.close();
});

test.each<[string, RequestListener]>([
  ["says nothing", () => {}],
  ["says half", (_request, response) => void response.writeHead(200, { "content-length": "100" }).write("half")],
])("a receiver that %s is waited for as long as was said", async (_what, listener) => {
  const clock = manualClock();
  let met: () => void;
  const isMet = new Promise<void>((resolve) => {
    met = resolve;
  });
  const url = await receiver((request, response) => {
    listener(request, response);
    met();
  });
  const egress = openEgress(rules, clock);
  const sent = egress.send({ method: "POST", url, body: "{}", timeoutMs: 30_000, maxBytes: 10 });
  sent.catch(() => {});
  await isMet;
  clock.advance(30_000);
  await expect(sent).rejects.toThrow("No whole answer within 30 s.");
  expect(clock.waiting()).toBe(0);
  await egress.close();
});

test("who asked may give up", async () => {
  const url = await receiver(() => {});
  const egress = openEgress(rules, realClock);
  const giveUp = new AbortController();
  const sent = egress.send({ method: "POST", url, body: "{}", timeoutMs: 30_000, maxBytes: 10, signal: giveUp.signal });
  giveUp.abort(new Error("the program stops"));
  await expect(sent).rejects.toThrow("the program stops");
  await egress.close();
});
