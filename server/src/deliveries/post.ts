import type { Egress, EgressReply } from "../egress/egress.ts";
import type { Seal } from "../lib/seal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Claimed } from "./claim.ts";
import { type Met, retryAfterMs, verdict } from "./schedule.ts";
import { openHeaders, type secretsReader } from "./secrets.ts";
import type { Attempt } from "./settle.ts";
import { signedHeaders } from "./sign.ts";

/** A receiver's answer is waited for this long, whole. */
export const ANSWER_MS = 30_000;
/** Of an answer's body this much is read, */
const ANSWER_BYTES = 65_536;
/** and this much is kept for people to read. */
const KEPT_CHARS = 2_000;
const KEPT_HEADERS = 50;

export type Poster = {
  egress: Pick<Egress, "send">;
  clock: Clock;
  seal: Seal;
  secrets: ReturnType<typeof secretsReader>;
  chance: () => number;
  signal: AbortSignal;
};

/**
 * One attempt: signs, sends, and says what becomes of the delivery. Whatever the receiver does is an answer of this, never an exception.
 * @throws when the endpoint's secret cannot be opened (another ENCRYPTION_KEY): nothing is sent unsigned.
 */
export async function post(claimed: Claimed, { egress, clock, seal, secrets, chance, signal }: Poster): Promise<Attempt> {
  const atMs = clock.nowMs();
  const endpoint = { ...claimed, id: claimed.endpoint_id };
  const own = openHeaders(seal, endpoint);
  const headers = signedHeaders(claimed.event_id, claimed.event_type, claimed.body, secrets(endpoint, atMs), atMs);
  const told = { claimed, atMs, requestHeaders: { ...masked(own), ...headers } };
  const judged = (met: Met) => verdict(met, claimed.round_attempts + 1, chance());
  try {
    const reply = await egress.send({
      method: "POST",
      url: claimed.url,
      headers: { ...own, ...headers },
      body: claimed.body,
      timeoutMs: ANSWER_MS,
      maxBytes: ANSWER_BYTES,
      signal,
    });
    const { status } = reply;
    const asked = retryAfterMs(reply.headers["retry-after"], clock.nowMs());
    return {
      ...told,
      ms: clock.nowMs() - atMs,
      status,
      responseHeaders: keptHeaders(reply.headers),
      responseBody: keptBody(reply),
      error: status >= 200 && status < 300 ? null : `It answered ${status}.`,
      verdict: judged({ is: "answered", status, ...(asked !== undefined && { retryAfterMs: asked }) }),
    };
  } catch (problem) {
    return {
      ...told,
      ms: clock.nowMs() - atMs,
      status: null,
      responseHeaders: null,
      responseBody: null,
      error: wordsOf(problem),
      verdict: judged({ is: "failed" }),
    };
  }
}

const masked = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name.toLowerCase(), "••••"]));

const keptHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .slice(0, KEPT_HEADERS)
      .map(([name, value]) => [name, name === "set-cookie" ? "••••" : plain(value).slice(0, KEPT_CHARS)]),
  );

/** Packed bodies are not unpacked, so they are not shown. */
function keptBody({ headers, body, cut }: EgressReply): string {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") return `(${encoding}, ${body.length} bytes)`;
  const text = plain(body.subarray(0, KEPT_CHARS * 4).toString("utf8")).slice(0, KEPT_CHARS);
  return cut || body.length > text.length * 4 ? `${text}…` : text;
}

/** What Postgres and a page can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const plain = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "\uFFFD").toWellFormed();

function wordsOf(problem: unknown): string {
  const { message, code } = problem as { message?: string; code?: string };
  return plain([code, message].filter((part) => part !== undefined && part !== "").join(": ")).slice(0, 500) || "It could not be sent.";
}
