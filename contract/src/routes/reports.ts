import { z } from "zod";
import { exportQuery, recounted, report, reportQuery } from "../schemas/report.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Reports";

export const getReport = route({
  id: "reports.get",
  method: "GET",
  path: "/api/reports",
  tag,
  summary: "Everything the Reports page shows of a range of days, beside as many days before",
  who: staff,
  query: reportQuery,
  reply: report,
});

export const exportReport = route({
  id: "reports.export",
  method: "GET",
  path: "/api/reports/export",
  tag,
  summary: "The figures of each day as CSV or Excel",
  who: staff,
  query: exportQuery,
  reply: z.string(),
  shape: "file",
});

export const recountReports = route({
  id: "reports.recount",
  method: "POST",
  path: "/api/reports/recount",
  tag,
  summary: "Count every call of the business again from nothing, and say whether the roll-up was right",
  who: admins,
  reply: recounted,
  idempotent: false,
  perMinute: 6,
});
