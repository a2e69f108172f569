import { z } from "zod";
import { auditEntry, auditList } from "../schemas/audit.ts";
import { admins } from "../schemas/role.ts";
import { route } from "./route.ts";

export const listAudit = route({
  id: "audit.list",
  method: "GET",
  path: "/api/audit",
  tag: "Audit",
  summary: "What privileged people did, newest first",
  who: admins,
  query: auditList,
  reply: z.array(auditEntry),
  shape: "list",
});
