import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A receiver that treats each request in one of many bad ways, and its own book of what it got: the ledger outside. */
export type Hostile = {
  /** Without a slash at the end. */
  url: string;
  /** By path and webhook-id. */
  ledger: Map<string, Seen>;
  requests(): number;
  /** Requests that came by a redirect: none should. */
  redirected(): number;
  close(): Promise<void>;
};
export type Seen = { id: string; bodies: Set<string>; requests: number; thanked: number; sample: { headers: IncomingMessage["headers"]; body: string } };

/** A small seeded generator (mulberry32), so that a run can be run again. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Behaviour = (request: IncomingMessage, response: ServerResponse, elsewhere: string) => void;

const behaviours: readonly (readonly [share: number, behave: Behaviour])[] = [
  [0.1, (_request, response) => void response.writeHead(400).end("no")],
  [0.08, (_request, response) => void response.writeHead(500).end("no")],
  [0.06, (_request, response) => void response.writeHead(503, { "retry-after": "1" }).end()],
  [0.06, (_request, response) => void response.writeHead(429, { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" }).end()],
  [0.08, (_request, response, elsewhere) => void response.writeHead(302, { location: elsewhere }).end()],
  [0.03, () => {}], // hangs
  [0.08, (request) => (request.socket as Socket).resetAndDestroy()],
  [0.04, (_request, response) => void response.writeHead(200, { "content-length": "1000" }).write("half", () => response.destroy())],
  [0.03, (_request, response) => drip(response)],
  [0.05, (_request, response) => void response.writeHead(500, { "content-encoding": "gzip" }).end(Buffer.alloc(200_000, "x"))],
];

/** Bytes that keep coming slowly and never make an answer. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-length": "100000" });
  const timer = setInterval(() => void (response.destroyed ? clearInterval(timer) : response.write("x")), 40);
  response.on("close", () => clearInterval(timer));
}

export async function hostile(seed: number): Promise<Hostile> {
  const chance = seeded(seed);
  const ledger = new Map<string, Seen>();
  let requests = 0;
  let redirected = 0;
  const server: Server = createServer((request, response) => {
    if (request.url === "/elsewhere") {
      redirected += 1;
      response.end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("error", () => {});
    response.on("error", () => {});
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests += 1;
      const body = Buffer.concat(chunks);
      const id = String(request.headers["webhook-id"]);
      const key = `${request.url} ${id}`;
      const seen = ledger.get(key) ?? { id, bodies: new Set(), requests: 0, thanked: 0, sample: { headers: request.headers, body: body.toString("utf8") } };
      ledger.set(key, seen);
      seen.requests += 1;
      seen.bodies.add(createHash("sha256").update(body).digest("hex"));
      let dice = chance();
      for (const [share, behave] of behaviours) {
        if (dice < share) return behave(request, response, `${url}/elsewhere`);
        dice -= share;
      }
      seen.thanked += 1;
      // Sometimes more than anybody wants to hear.
      response.writeHead(chance() < 0.5 ? 200 : 204).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    ledger,
    requests: () => requests,
    redirected: () => redirected,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
