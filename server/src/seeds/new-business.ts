import { agentDefaults } from "@firstring/contract/schemas/agent.ts";
import type { Tx } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { seedTenant, startingSeed } from "./booking.ts";

/** What a business that has just signed up starts with: an agent who answers, one kind of appointment, and office hours. All of it is theirs to change. */
export async function openBusiness(tx: Tx, tenant: TenantId, nowMs: number): Promise<void> {
  const at = new Date(nowMs);
  const id = newId(nowMs);
  await tx
    .insertInto("agents")
    .values({ tenant_id: tenant, id, slug: "alex", name: "Alex", active: true, revision: 1, created_at: at, updated_at: at, deleted_at: null })
    .execute();
  await tx
    .insertInto("agent_revisions")
    .values({ tenant_id: tenant, agent_id: id, revision: 1, definition: JSON.stringify({ ...agentDefaults, name: "Alex" }), saved_at: at, saved_by: null })
    .execute();
  await seedTenant(tx, tenant, startingSeed, nowMs);
}
