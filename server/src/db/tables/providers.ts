import type { ColumnType } from "kysely";
import type { TenantId } from "../../lib/ids.ts";
import type { Provider } from "../../ports/credentials.ts";
import type { TimeColumn } from "./foundation.ts";

export type ProviderTables = {
  tenant_providers: {
    tenant_id: TenantId;
    provider: Provider;
    secrets: string;
    verified_at: ColumnType<Date | null, Date | null, Date | null>;
    updated_at: TimeColumn;
  };
};
