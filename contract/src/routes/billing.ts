import { z } from "zod";
import { billingRule, byMonth, statement, statementQuery } from "../schemas/billing.ts";
import { admins } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Billing";

export const getBillingRule = route({
  id: "billing.rule",
  method: "GET",
  path: "/api/billing/rule",
  tag,
  summary: "How the minutes of calls are billed",
  who: admins,
  reply: billingRule,
});

export const setBillingRule = route({
  id: "billing.set_rule",
  method: "PUT",
  path: "/api/billing/rule",
  tag,
  summary: "Set how the minutes of calls are billed; calls that have ended keep the rule they ended under",
  who: admins,
  body: billingRule,
  reply: billingRule,
});

export const getStatement = route({
  id: "billing.statement",
  method: "GET",
  path: "/api/billing/statements/:month",
  tag,
  summary: "What a month of calls comes to",
  who: admins,
  params: byMonth,
  reply: statement,
});

export const exportStatement = route({
  id: "billing.export_statement",
  method: "GET",
  path: "/api/billing/statements/:month/file",
  tag,
  summary: "The same as PDF or CSV",
  who: admins,
  params: byMonth,
  query: statementQuery,
  reply: z.string(),
  shape: "file",
});
