import { Agent } from "undici";
import type { Clock } from "../ports/clock.ts";
import { guardedConnector, type Resolve } from "./connector.ts";
import { defaultPort, EgressRefused, type EgressRules, refuseOnSight } from "./destination.ts";

export type EgressRequest = {
  method: "GET" | "POST";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** The whole request, from the look-up of the name to the last byte kept. */
  timeoutMs: number;
  /** Of the answer's body this much is kept; then the connection is closed. */
  maxBytes: number;
  signal?: AbortSignal;
};

/** `body` is as it came: never unpacked. A redirect (3xx) is an answer like any other and is not followed. */
export type EgressReply = { status: number; headers: Readonly<Record<string, string>>; body: Buffer; cut: boolean; ms: number };

/** The way out for every request to an address that a tenant chose: webhooks, tools, pages of knowledge, recordings. */
export type Egress = {
  /** @throws EgressRefused for an address inside; TimeoutError after `timeoutMs`; undici's errors when the network fails. */
  send(request: EgressRequest): Promise<EgressReply>;
  /** Says what can be said of an address without a look-up: for a form, before it is kept. The connection is judged again. @throws EgressRefused */
  examine(url: string): void;
  close(): Promise<void>;
};

export class EgressTimeout extends Error {
  override readonly name = "EgressTimeout";
  readonly code = "EGRESS_TIMEOUT";
}

/** Longer than most receivers keep a connection that waits, so that a busy one is not opened again for each event. */
const KEEP_ALIVE_MS = 10_000;
const HEADER_BYTES = 16_384;

export function openEgress(rules: EgressRules, clock: Clock, resolve?: Resolve): Egress {
  const agent = new Agent({
    connect: guardedConnector(rules, resolve),
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: HEADER_BYTES,
    // One clock for the whole request, below.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    async send({ method, url, headers, body, timeoutMs, maxBytes, signal }) {
      const { origin, path } = partsOf(url);
      const sentMs = clock.nowMs();
      const ending = new AbortController();
      const timer = clock.after(timeoutMs, () => ending.abort(new EgressTimeout(`No whole answer within ${timeoutMs / 1000} s.`)));
      const stop = () => ending.abort(signal?.reason);
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop);
      try {
        const reply = await agent.request({
          origin,
          path,
          method,
          headers: { ...headers },
          ...(body !== undefined && { body }),
          signal: ending.signal,
        });
        const kept = await upTo(reply.body, maxBytes);
        return { status: reply.statusCode, headers: flat(reply.headers), ...kept, ms: clock.nowMs() - sentMs };
      } finally {
        timer.cancel();
        signal?.removeEventListener("abort", stop);
      }
    },
    examine(url) {
      partsOf(url);
      const { protocol, hostname, port } = new URL(url);
      refuseOnSight(protocol, hostname.replace(/^\[|\]$/g, ""), Number(port) || defaultPort(protocol), rules);
    },
    close: () => agent.destroy(),
  };
}

function partsOf(url: string): { origin: string; path: string } {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new EgressRefused(`${url.slice(0, 200)} is not a whole address such as https://example.com/hook.`);
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") throw new EgressRefused(`${parsed.protocol} is not a way to send: use https.`);
  if (parsed.username !== "" || parsed.password !== "") throw new EgressRefused("Leave name and password out of the address.");
  return { origin: parsed.origin, path: parsed.pathname + parsed.search };
}

type Body = AsyncIterable<Buffer> & { destroy(error?: Error): unknown; on(event: "error", heard: () => void): unknown };

/** Reads until `maxBytes`, then lets go of the connection: an endless answer costs no more than a long one. */
async function upTo(body: Body, maxBytes: number): Promise<{ body: Buffer; cut: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) {
      // Leaving the loop destroys the stream; what it says about that is of no interest.
      body.on("error", () => {});
      return { body: Buffer.concat(chunks).subarray(0, maxBytes), cut: true };
    }
  }
  return { body: Buffer.concat(chunks), cut: false };
}

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]])),
  );
