import type { AgentSpec, ToolSpec } from "@firstring/contract/call/agent.ts";
import type { ChannelName } from "@firstring/contract/call/event.ts";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { sql } from "kysely";
import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { agentOf, current } from "./agent-store.ts";
import { specOf } from "./spec.ts";

/** How a call reached us: the number called counts first, then the slug in the address it came by, then the tenant itself. */
export type Called = { channel: ChannelName; number?: string; slug?: string; tenant?: TenantId; agentId?: string };

export type CalledTenant = { id: TenantId; slug: string; name: string; zone: string; phone: string; languages: readonly string[] };

export type Answering =
  | { is: "found"; tenant: CalledTenant; agent: AgentSpec }
  | { is: "unknown_tenant" } // nobody here has this number or slug
  | { is: "no_agent"; tenant: CalledTenant }; // the tenant has no agent in service, or not this one

export type Directory = {
  /** Who answers. An `agentId` of another tenant is as unknown as none. */
  answering(called: Called): Promise<Answering>;
};

/** Reception's look-ups. It works across tenants, because a call arrives before anyone knows whose it is. */
export function directory(db: Db, services: (tenant: TenantId) => Promise<readonly ServiceSpec[]>, tools: readonly ToolSpec[]): Directory {
  return {
    async answering(called) {
      const found = await db.worker(async (tx) => {
        const line = await lineCalled(tx, called);
        if (line === undefined) return undefined;
        return { tenant: line.tenant, agent: await agentFor(tx, line.tenant.id, called.agentId, line.agentId) };
      });
      if (found === undefined) return { is: "unknown_tenant" };
      const { tenant, agent } = found;
      if (agent === undefined) return { is: "no_agent", tenant };
      return { is: "found", tenant, agent: specOf({ agent, tenant, services: await services(tenant.id), tools, channel: called.channel }) };
    },
  };
}

type Line = { tenant: CalledTenant; agentId: string | null };

/**
 * Several tenants may claim one number: the verified claim wins, then the tenant of the slug, then the one whose main
 * number it is, then the older claim.
 */
async function lineCalled(tx: Tx, { number, slug, tenant }: Called): Promise<Line | undefined> {
  const columns = ["tenants.id", "tenants.slug", "tenants.name", "tenants.zone", "tenants.phone", "tenants.languages"] as const;
  if (number) {
    const row = await tx
      .selectFrom("tenants")
      .leftJoin("numbers", (join) => join.onRef("numbers.tenant_id", "=", "tenants.id").on("numbers.number", "=", number))
      .select(columns)
      .select("numbers.agent_id")
      .where(({ or, eb }) => or([eb("numbers.id", "is not", null), eb("tenants.phone", "=", number)]))
      .orderBy(sql`numbers.verified_at is null`)
      .orderBy(sql`tenants.slug is distinct from ${slug ?? null}`)
      .orderBy(sql`tenants.phone is distinct from ${number}`)
      .orderBy("numbers.created_at")
      .orderBy("tenants.id")
      .limit(1)
      .executeTakeFirst();
    if (row) return { tenant: tenantOf(row), agentId: row.agent_id };
  }
  const all = tx.selectFrom("tenants").select(columns);
  const named = slug !== undefined ? all.where("slug", "=", slug) : tenant !== undefined ? all.where("id", "=", tenant) : undefined;
  const row = await named?.executeTakeFirst();
  return row && { tenant: tenantOf(row), agentId: null };
}

const tenantOf = ({ id, slug, name, zone, phone, languages }: CalledTenant): CalledTenant => ({ id, slug, name, zone, phone, languages });

/** The agent asked for, else the number's, else the tenant's oldest in service. */
async function agentFor(tx: Tx, tenant: TenantId, asked: string | undefined, ofNumber: string | null) {
  const inService = current(tx, tenant).where("agents.active", "=", true).selectAll("agents").select("definition");
  if (asked !== undefined) {
    const row = await inService.where(sql<boolean>`agents.id::text = ${asked}`).executeTakeFirst();
    return row && agentOf(row);
  }
  const row = await inService.orderBy(sql`agents.id is distinct from ${ofNumber}`).orderBy("agents.created_at").orderBy("agents.id").executeTakeFirst();
  return row && agentOf(row);
}
