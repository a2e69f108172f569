import Fastify from "fastify";
import pg from "pg";
import { genuine } from "../../server/src/channels/twilio/signature.ts";
import { openDb } from "../../server/src/db/db.ts";
import type { TenantId } from "../../server/src/lib/ids.ts";
import { Refusal } from "../../server/src/lib/refusal.ts";
import { inbox } from "../../server/src/log/inbox.ts";
import { peers } from "../peers/peers.ts";
import { PUBLIC_URL, TOKEN } from "./signed.ts";

// A server that takes Twilio's webhooks: verified, durable, then 200. `kind` says how the row is kept.
const [kind = "", url = "", ownerUrl = "", tenant = "", peersFolder = ""] = process.argv.slice(2);
const TWIML = "<Response/>";

type Keep = (eventId: string, body: string) => Promise<void>;
const pool = new pg.Pool({ connectionString: ownerUrl, max: 10 });
/** One insert each, by a plain pool into a plain table without row level security. */
const one: Keep = async (eventId, body) => {
  await pool.query({
    name: "keep",
    text: "insert into webhook_events (provider, event_id, tenant_id, payload) values ('twilio', $1, $2, $3) on conflict do nothing",
    values: [eventId, tenant, JSON.stringify({ body })],
  });
};
const box = inbox(openDb({ url }));
const ours: Keep = async (eventId, body) => {
  await box.accept({ tenant: tenant as TenantId, provider: "twilio", eventId }, { body });
};
const keep = kind === "firstring" ? ours : one;

async function answer(path: string, contentType: string, signature: string | undefined, token: string | undefined, body: string): Promise<number> {
  if (genuine({ url: path, contentType, signature, body }, TOKEN, PUBLIC_URL) !== "genuine") return 403;
  try {
    await keep(token ?? "", body);
    return 200;
  } catch (problem) {
    return problem instanceof Refusal ? problem.status : 500;
  }
}
const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
const ready = (port: number) => process.stdout.write(`${JSON.stringify({ port })}\n`);

if (kind === "express") {
  const express = peers(["--peers", peersFolder]).require("express") as {
    (): {
      use(what: unknown): void;
      post(path: string, handle: (q: Q, r: R) => void): void;
      listen(port: number, host: string, up: () => void): { address(): { port: number } };
    };
    raw(given: unknown): unknown;
  };
  type Q = { originalUrl: string; headers: Record<string, string>; body: Buffer };
  type R = { status(code: number): R; type(name: string): R; send(text: string): void };
  const app = express();
  app.use(express.raw({ type: () => true }));
  app.post("/webhooks/twilio/:slug", (q, r) => {
    void answer(
      q.originalUrl,
      q.headers["content-type"] ?? "",
      q.headers["x-twilio-signature"],
      q.headers["i-twilio-idempotency-token"],
      q.body.toString("utf8"),
    ).then((status) => r.status(status).type("text/xml").send(TWIML));
  });
  const server = app.listen(0, "127.0.0.1", () => ready(server.address().port));
} else {
  const app = Fastify({ logger: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post("/webhooks/twilio/:slug", async (request, reply) => {
    const { headers } = request;
    const status = await answer(
      request.url,
      headers["content-type"] ?? "",
      header(headers["x-twilio-signature"]),
      header(headers["i-twilio-idempotency-token"]),
      (request.body as Buffer).toString("utf8"),
    );
    return reply.code(status).type("text/xml").send(TWIML);
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  ready((app.server.address() as { port: number }).port);
}
