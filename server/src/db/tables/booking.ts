import type { Generated, JSONColumnType } from "kysely";
import type { TenantId } from "../../lib/ids.ts";

export interface BookingTables {
  services: {
    tenant_id: TenantId;
    id: string;
    slug: string;
    active: Generated<boolean>;
    spec: JSONColumnType<object>;
    created_at: Date;
    updated_at: Date;
  };
  resources: {
    tenant_id: TenantId;
    id: string;
    name: string;
    kind: string;
    capacity: Generated<number>;
    active: Generated<boolean>;
    created_at: Date;
    updated_at: Date;
  };
  resource_services: { tenant_id: TenantId; resource_id: string; service_id: string };
  hours: { tenant_id: TenantId; id: string; resource_id: string | null; weekday: number; opens_min: number; closes_min: number };
  /** `date` columns are written as "YYYY-MM-DD" and must be read as text: a Date would pass through this machine's zone. */
  closures: { tenant_id: TenantId; id: string; resource_id: string | null; first_day: string; last_day: string; reason: Generated<string> };
  bookings: {
    tenant_id: TenantId;
    id: string;
    code: string;
    service_id: string;
    resource_id: string;
    /** tstzrange; read as `lower(during)` and `upper(during)`. */
    during: string;
    status: "held" | "confirmed" | "cancelled" | "expired" | "done";
    hold_expires_at: Date | null;
    slots: JSONColumnType<object>;
    places: JSONColumnType<object>;
    customer_name: Generated<string>;
    customer_phone: Generated<string>;
    customer_email: Generated<string>;
    person_id: string | null;
    call_id: string | null;
    idem: string | null;
    language: "en" | "fr";
    moves: string | null;
    moves_to: string | null;
    moved_at: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  messages_taken: {
    tenant_id: TenantId;
    id: string;
    call_id: string | null;
    name: Generated<string>;
    phone: Generated<string>;
    text: string;
    language: "en" | "fr";
    done: Generated<boolean>;
    idem: string | null;
    created_at: Date;
    updated_at: Date;
  };
}
