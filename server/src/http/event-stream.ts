import { once } from "node:events";
import { staff } from "@firstring/contract/schemas/role.ts";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { TenantId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { pause } from "../ports/clock.ts";
import type { Hook } from "./hook.ts";
import { EVENT_STREAMS, EVENT_STREAMS_PER_TENANT } from "./limits.ts";
import type { Parts } from "./parts.ts";
import { signIn } from "./sign-in.ts";

const STREAM_PATH = "/api/events/stream";

/** As the API reference lists it. */
export const streamDocumented: Pick<Hook, "id" | "tag" | "summary" | "methods" | "paths"> = {
  id: "events.stream",
  tag: "Events that leave",
  summary: "Server-sent events of everything that leaves, from now or from behind `Last-Event-ID` (or `?after=`); sign in with a key or token",
  methods: ["GET"],
  paths: [STREAM_PATH],
};

/** Proxies close a connection that says nothing for a minute. */
const SIGN_OF_LIFE_MS = 15_000;
/** Reads of one stream, at most: a busy installation wakes many streams for the events of others. */
const NO_OFTENER_MS = 200;
/** A sign-in or key that has ended since hears nothing more after this long. */
const ASK_AGAIN_MS = 60_000;
const PAGE = 100;
/** A client that comes back by itself waits this long. */
const COME_BACK_MS = 2_000;

/**
 * Server-sent events of everything that leaves of the asker's business: the bodies of the webhooks, unsigned, each with its position as `id`.
 * `Last-Event-ID` (or `?after=`) goes on behind that position, however long ago; without it the stream begins now.
 */
export function eventStream(app: FastifyInstance, parts: Parts): void {
  const stop = new AbortController();
  const open = new Map<TenantId, number>();
  let all = 0;
  app.addHook("preClose", async () => stop.abort());

  app.get<{ Querystring: { after?: string } }>(STREAM_PATH, { schema: { hide: true } }, async (request, reply) => {
    const tenant = await tenantOf(request, parts);
    const from = positionOf(request);
    if (all >= EVENT_STREAMS || (open.get(tenant) ?? 0) >= EVENT_STREAMS_PER_TENANT)
      throw new Refusal(503, "too_many_streams", "Too many streams are open: close one, or read /api/events instead.", { retryAfterMs: 10_000 });
    let position = from ?? (await parts.outgoings.newest(tenant));
    all += 1;
    open.set(tenant, (open.get(tenant) ?? 0) + 1);
    reply.hijack();
    const { raw } = reply;
    const gone = new AbortController();
    const leave = () => gone.abort();
    raw.once("close", leave);
    stop.signal.addEventListener("abort", leave);
    try {
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      await write(raw, `retry: ${COME_BACK_MS}\n: ${position}\n\n`, gone.signal);
      let askedMs = parts.clock.nowMs();
      while (!gone.signal.aborted) {
        const seen = parts.outgoings.news.count();
        const page = await parts.outgoings.after(tenant, position, PAGE);
        for (const { position: at, type, body } of page) {
          await write(raw, `id: ${at}\nevent: ${type}\ndata: ${body}\n\n`, gone.signal);
          position = at;
        }
        if (page.length === PAGE) continue;
        const isWoken = await parts.outgoings.news.wait(seen, SIGN_OF_LIFE_MS, gone.signal);
        if (isWoken) await pause(parts.clock, NO_OFTENER_MS, gone.signal);
        else await write(raw, ":\n\n", gone.signal);
        if (parts.clock.nowMs() - askedMs < ASK_AGAIN_MS) continue;
        askedMs = parts.clock.nowMs();
        await tenantOf(request, parts);
      }
    } catch (err) {
      // The client comes back with the last id it has; nothing is lost by an end.
      if (!gone.signal.aborted) request.log.warn({ err }, "an event stream ended");
    } finally {
      stop.signal.removeEventListener("abort", leave);
      all -= 1;
      open.set(tenant, (open.get(tenant) ?? 1) - 1);
      if (open.get(tenant) === 0) open.delete(tenant);
      raw.end();
    }
  });
}

async function tenantOf(request: FastifyRequest, { people }: Parts): Promise<TenantId> {
  const signedIn = await signIn({ who: staff, effect: false }, request, people);
  if (signedIn === undefined) throw new Refusal(401, "unauthenticated", "Sign in: send `Authorization: Bearer <token>` or `x-api-key`.");
  return signedIn.tenant;
}

/** @throws Refusal 400 when it is no position. */
function positionOf(request: FastifyRequest<{ Querystring: { after?: string } }>): number | undefined {
  const given = request.headers["last-event-id"] ?? request.query.after;
  if (given === undefined || given === "") return undefined;
  if (typeof given !== "string" || !/^\d{1,15}$/.test(given)) throw new Refusal(400, "invalid", "Last-Event-ID is the `id` of the last event you have.");
  return Number(given);
}

/** Waits while the client is slow: what it has not read stays in the database, not in memory. */
async function write(raw: { write(text: string): boolean; once: unknown }, text: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  if (!raw.write(text)) await once(raw as never, "drain", { signal }).catch(() => undefined);
}
