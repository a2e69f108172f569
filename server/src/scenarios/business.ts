import type { Tx } from "../db/db.ts";
import { newId, type TenantId } from "../lib/ids.ts";
import { demoAgents, demoKnowledge } from "../seeds/agents.ts";
import { bookingSeeds, seedTenant } from "../seeds/booking.ts";
import { type DemoSlug, demoTenants } from "../seeds/tenants.ts";

/** A business of its own for one scenario: like the demo business, under another id. `tx` is the worker's. */
export async function openScenarioBusiness(
  tx: Tx,
  seed: DemoSlug,
  nowMs: number,
  nobody: boolean,
): Promise<{ tenant: TenantId; agent: string; number: string }> {
  const like = demoTenants.find(({ slug }) => slug === seed)!;
  const { definition, slug } = demoAgents.find((agent) => agent.tenant === seed)!;
  const tenant = newId<TenantId>();
  const agent = newId();
  const at = new Date(nowMs);
  const { handoverNumber, ...rest }: Record<string, string> = like.settings;
  const settings = { ...rest, ...(!nobody && handoverNumber !== undefined && { handoverNumber }) };
  await tx
    .insertInto("tenants")
    .values({ id: tenant, slug: `scenario-${tenant}`, name: like.name, zone: like.zone, languages: [...like.languages], settings: JSON.stringify(settings) })
    .execute();
  await seedTenant(tx, tenant, bookingSeeds[seed], nowMs);
  await tx
    .insertInto("agents")
    .values({ tenant_id: tenant, id: agent, slug, name: definition.name, active: true, revision: 1, created_at: at, updated_at: at, deleted_at: null })
    .execute();
  await tx
    .insertInto("agent_revisions")
    .values({ tenant_id: tenant, agent_id: agent, revision: 1, definition: JSON.stringify(definition), saved_at: at, saved_by: null })
    .execute();
  const rows = demoKnowledge[seed].flatMap((faq) =>
    (["en", "fr"] as const).map((language) => {
      const [question, answer] = faq[language];
      return { tenant_id: tenant, id: newId(), kind: "faq" as const, question, answer, language, source: "FAQ", created_at: at, updated_at: at };
    }),
  );
  await tx.insertInto("knowledge").values(rows).execute();
  return { tenant, agent, number: like.phone };
}
