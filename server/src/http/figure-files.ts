import { metricNames } from "@firstring/contract/schemas/metric.ts";
import type { Report } from "@firstring/contract/schemas/report.ts";
import { stringify } from "csv-stringify/sync";
import writeExcelFile from "write-excel-file/node";
import type { File } from "./endpoint.ts";

export const CSV = "text/csv; charset=utf-8";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** One row a day, one column a figure of the dictionary; empty where there is nothing to count from. */
export async function reportFile({ period, days }: Report, format: "csv" | "xlsx"): Promise<File> {
  const name = `calls-${period.startDate}-${period.endDate}.${format}`;
  const header = ["day", ...metricNames];
  const rows = days.map(({ day, figures }) => [day, ...metricNames.map((metric) => figures[metric])]);
  if (format === "csv") return { name, type: CSV, bytes: csv([header, ...rows]) };
  const cells = [
    header.map((value) => ({ value, fontWeight: "bold" as const })),
    ...rows.map((row) => row.map((value) => (value === null ? null : { value }))),
  ];
  return { name, type: XLSX, bytes: await writeExcelFile(cells).toBuffer() };
}

/** With a byte-order mark, so that Excel reads the accents; a cell that a spreadsheet would compute is written as text. */
export function csv(rows: readonly (readonly unknown[])[]): Buffer {
  return Buffer.from(stringify(rows as unknown[][], { bom: true, escape_formulas: true }));
}
