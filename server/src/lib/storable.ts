/**
 * The same value without what Postgres cannot keep in text or jsonb: NUL and halves of characters become U+FFFD.
 * Applied to what comes from outside before it is used, memory and log agree on it bit for bit.
 */
export function storable<T>(value: T): T {
  if (typeof value === "string") return clean(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), storable(inner)])) as T;
  return value;
}

const clean = (text: string): string => text.toWellFormed().replaceAll("\0", "\uFFFD");
