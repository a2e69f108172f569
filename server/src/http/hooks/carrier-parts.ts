import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import type { Logger } from "pino";
import type { Engine } from "../../engine/engine.ts";
import type { TenantId } from "../../lib/ids.ts";
import type { Inbox } from "../../log/inbox.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Credentials } from "../../ports/credentials.ts";
import type { EventLog } from "../../ports/log.ts";
import type { Tool } from "../../ports/tool.ts";

/** A business as a provider's request finds it. */
export type Host = Readonly<{ tenant: TenantId; slug: string; company: string; zone: string; language: Language; handOverTo?: string }>;

/** What the desks of the carriers work with. */
export type CarrierParts = Readonly<{
  engine: Engine;
  log: EventLog;
  inbox: Inbox;
  clock: Clock;
  logger: Logger;
  /** What carriers call, without a slash at the end. */
  publicUrl: string;
  production: boolean;
  credentials: Credentials;
  tools: ReadonlyMap<string, Tool>;
  /** The business of a number called, else of a slug. */
  host: (called: { number?: string; slug?: string }) => Promise<Host | undefined>;
  /** The agent that answers there now. */
  agent: (tenant: TenantId, number?: string) => Promise<AgentSpec | undefined>;
}>;
