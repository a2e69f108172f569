import { admins, staff } from "../schemas/role.ts";
import { tenant, tenantChange } from "../schemas/tenant.ts";
import { route } from "./route.ts";

const tag = "Business";

export const getTenant = route({ id: "tenant.get", method: "GET", path: "/api/tenant", tag, summary: "One's own business", who: staff, reply: tenant });

export const updateTenant = route({
  id: "tenant.update",
  method: "PUT",
  path: "/api/tenant",
  tag,
  summary: "Change one's own business; what is not given stays",
  who: admins,
  body: tenantChange,
  reply: tenant,
});
