import { readFileSync } from "node:fs";
import type { CallEvent } from "@firstring/contract/call/event.ts";
import { Engine } from "../../src/engine/engine.ts";
import { nobodyElse } from "../../src/engine/owners.ts";
import type { HookRequest } from "../../src/http/hook.ts";
import type { CarrierParts, Host } from "../../src/http/hooks/carrier-parts.ts";
import { makeLogger } from "../../src/http/logger.ts";
import type { CallId, TenantId } from "../../src/lib/ids.ts";
import { inbox } from "../../src/log/inbox.ts";
import { postgresLog } from "../../src/log/postgres.ts";
import type { Brain } from "../../src/ports/brain.ts";
import { type Clock, realClock } from "../../src/ports/clock.ts";
import type { Credentials, ProviderCredentials } from "../../src/ports/credentials.ts";
import type { Tool } from "../../src/ports/tool.ts";
import { agentOf } from "../engine/scripted.ts";
import { someTenant, type TestDatabase } from "../harness/database.ts";

export type CarrierWorld = {
  parts: CarrierParts;
  engine: Engine;
  tenant: TenantId;
  host: Host;
  problems: unknown[];
  events(call: CallId): Promise<CallEvent[]>;
  inboxRows(): Promise<number>;
};

/** A business, an engine and a database behind one carrier's desk. */
export async function carrierWorld(
  { db }: TestDatabase,
  brain: Brain,
  accounts: Partial<ProviderCredentials>,
  more: { tools?: readonly Tool[]; clock?: Clock; production?: boolean } = {},
): Promise<CarrierWorld> {
  const { tools = [], clock = realClock, production = true } = more;
  const tenant = await someTenant(db);
  const slug = tenant;
  const problems: unknown[] = [];
  const log = postgresLog(db, clock);
  const agent = agentOf(tools);
  const engine = new Engine({
    log,
    clock,
    owners: nobodyElse,
    ended: async () => {},
    reception: async () => ({ tenant, agent }),
    brain: () => brain,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    warn: (problem) => problems.push(problem),
  });
  const host: Host = { tenant, slug, company: "Test", zone: "America/Toronto", language: "en", handOverTo: "+15145550199" };
  const credentials: Credentials = async (_tenant, provider) => accounts[provider];
  return {
    engine,
    tenant,
    host,
    problems,
    parts: {
      engine,
      log,
      inbox: inbox(db),
      clock,
      logger: makeLogger("test", "silent"),
      publicUrl: "https://calls.example.com",
      production,
      credentials,
      tools: new Map(tools.map((tool) => [tool.name, tool])),
      host: async (called) => (called.slug === slug || called.number !== undefined ? host : undefined),
      agent: async () => agent,
    },
    events: async (call) => (await log.read(tenant, `call/${call}`)).map(({ event }) => event as CallEvent),
    inboxRows: async () => {
      const row = await db.tenant(tenant, (tx) =>
        tx
          .selectFrom("inbox")
          .select(({ fn }) => fn.countAll<string>().as("n"))
          .executeTakeFirstOrThrow(),
      );
      return Number(row.n);
    },
  };
}

export const fixture = (path: string): unknown => JSON.parse(readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), "utf8"));

export function posted(url: string, raw: string, headers: Record<string, string> = {}): HookRequest {
  return {
    method: "POST",
    url,
    params: {},
    query: {},
    headers: { "content-type": "application/json", ...headers },
    raw: Buffer.from(raw),
    ip: "127.0.0.1",
    requestId: "test",
    signal: new AbortController().signal,
  };
}
