import { Refusal } from "../lib/refusal.ts";
import { JSON_DEPTH } from "./limits.ts";

/**
 * Refuses what neither Postgres nor JSON can keep (NUL, half a surrogate pair) and nesting made to exhaust a stack,
 * in any member of a request, so that no schema has to think of it.
 */
export function textOnly(part: string, value: unknown): void {
  const open: { path: string; value: unknown; depth: number }[] = [{ path: part, value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value, depth } = next;
    if (typeof value === "string") refuseUnkeepable(path, value);
    if (typeof value !== "object" || value === null) continue;
    if (depth === JSON_DEPTH) throw new Refusal(400, "invalid", `Correct ${part}: it is nested too deeply`, [{ path: part, message: "is nested too deeply" }]);
    for (const [key, member] of Object.entries(value)) {
      refuseUnkeepable(path, key);
      open.push({ path: `${path}.${key}`, value: member, depth: depth + 1 });
    }
  }
}

function refuseUnkeepable(path: string, text: string): void {
  if (text.isWellFormed() && !text.includes("\u0000")) return;
  const message = "remove characters that are not text (NUL or half a surrogate pair)";
  const shown = path.toWellFormed().replaceAll("\u0000", "");
  throw new Refusal(400, "invalid", `Correct ${shown}: ${message}`, [{ path: shown, message }]);
}
