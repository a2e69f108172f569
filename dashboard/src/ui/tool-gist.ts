/** The gist of a tool's work on one line: what it refused, prepared or found, else what it was asked. */
export function gistOf(input: unknown, output: unknown): string {
  const out = asRecord(output);
  if (typeof out["error"] === "string") return String(out["message"] ?? out["error"]);
  const proposal = asRecord(out["proposal"]);
  if (typeof proposal["summary"] === "string") return proposal["summary"];
  const booking = asRecord(out["booking"]);
  if (typeof booking["code"] === "string") return `${booking["code"]} · ${booking["summary"]}`;
  const data = asRecord(out["data"]);
  if (typeof data["message"] === "string") return data["message"];
  if (typeof data["refused"] === "string") return data["refused"];
  const found = Object.values(data).find((value): value is unknown[] => Array.isArray(value));
  const asked = flat(input);
  return found === undefined ? asked : `${asked} → ${found.length}${found.length > 0 ? `: ${first(found[0])}` : ""}`;
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

function flat(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.values(value)
    .map((each) => (typeof each === "object" && each !== null ? flat(each) : String(each)))
    .filter((each) => each !== "")
    .join(", ");
}

function first(value: unknown): string {
  const { address, answer, summary, date, time } = asRecord(value);
  const words = [address, answer, summary].find((each) => typeof each === "string") ?? [date, time].filter((each) => typeof each === "string").join(" ");
  return String(words).slice(0, 120);
}
