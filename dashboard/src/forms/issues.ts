import type { z } from "zod";

/** What a contract's schema says of values that are typed in a form, by path: the server would say the same. */
export function issuesOf(schema: z.ZodType, values: unknown): Record<string, string> {
  const read = schema.safeParse(values);
  if (read.success) return {};
  return Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join("."), message]));
}
