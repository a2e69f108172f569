import type { Generated } from "kysely";

export interface EngineTables {
  call_owners: { tenant_id: string; call_id: string; node: string; claimed_at: Generated<Date> };
}
