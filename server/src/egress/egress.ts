import type { IncomingHttpHeaders } from "node:http";
import { Agent, type Dispatcher } from "undici";
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
      return new Promise<EgressReply>((resolve, reject) => {
        const exchange = new Exchange(
          maxBytes,
          (reply) => end(() => resolve({ ...reply, ms: clock.nowMs() - sentMs })),
          (error) => end(() => reject(error)),
        );
        const timer = clock.after(timeoutMs, () => exchange.giveUp(new EgressTimeout(`No whole answer within ${timeoutMs / 1000} s.`)));
        const stop = () => exchange.giveUp(signal?.reason);
        const end = (settle: () => void) => {
          timer.cancel();
          signal?.removeEventListener("abort", stop);
          settle();
        };
        signal?.addEventListener("abort", stop);
        if (signal?.aborted) stop();
        else agent.dispatch({ origin, path, method, headers: { ...headers }, body: body ?? null }, exchange);
      });
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

/** One request and its answer, without a stream between: reads until `maxBytes`, then lets go of the connection, so that an endless answer costs no more than a long one. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #done: (reply: Omit<EgressReply, "ms">) => void;
  readonly #failed: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #over = false;
  #status = 0;
  #headers: Record<string, string> = {};
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(maxBytes: number, done: (reply: Omit<EgressReply, "ms">) => void, failed: (error: Error) => void) {
    this.#maxBytes = maxBytes;
    this.#done = done;
    this.#failed = failed;
  }

  giveUp(reason: unknown): void {
    const error = reason instanceof Error ? reason : new Error("given up");
    this.#end(() => this.#failed(error));
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(new Error("given up"));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = flat(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#maxBytes) return;
    this.#answered(true);
    controller.abort(new Error("enough was read"));
  }

  onResponseEnd(): void {
    this.#answered(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end(() => this.#failed(error));
  }

  #answered(cut: boolean): void {
    this.#end(() => this.#done({ status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks).subarray(0, this.#maxBytes), cut }));
  }

  #end(settle: () => void): void {
    if (this.#over) return;
    this.#over = true;
    settle();
  }
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]])),
  );
