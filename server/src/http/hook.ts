import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { Parts } from "./parts.ts";

/** A request as it came, for those who must see the raw bytes (provider webhooks, files). */
export type HookRequest = Readonly<{
  method: "GET" | "POST";
  /** Path and query, as sent. */
  url: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string | string[]>>;
  headers: IncomingHttpHeaders;
  raw: Buffer;
  ip: string;
  requestId: string;
  /** Aborts when the other side hangs up before the answer. */
  signal: AbortSignal;
}>;

export type HookReply = { status: number; type: string; body: string | Buffer | Readable; headers?: Record<string, string> };

export type Hook = Readonly<{
  kind: "hook";
  /** OpenAPI operationId, tag and summary. */
  id: string;
  tag: string;
  summary: string;
  methods: readonly ("GET" | "POST")[];
  paths: readonly string[];
  handle: (request: HookRequest, parts: Parts) => Promise<HookReply>;
}>;

/** A route outside the JSON API: any content type, no sign-in, no envelope. Refusals still get the one failure shape. */
export function hook(given: Omit<Hook, "kind">): Hook {
  return { kind: "hook", ...given };
}
