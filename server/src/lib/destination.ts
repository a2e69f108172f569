import { parsePhoneNumberFromString } from "libphonenumber-js/max";

export type Destination =
  | { is: "allowed"; number: string; country: string }
  | { is: "refused"; why: "not_a_number" | "emergency" | "premium" | "country" | "unknown_type" };

/**
 * May a machine dial this? Deny by default: only numbers of a known ordinary type in the countries given (ISO 3166).
 * The country counts, not the "+1": Jamaica shares it. Emergency numbers are never dialled by us.
 */
export function destination(text: string, countries: readonly string[]): Destination {
  const bare = text.replace(/[^\d+]/g, "");
  if (emergencies.has(bare.replace(/^\+1?/, ""))) return { is: "refused", why: "emergency" };
  const parsed = bare.startsWith("+") ? parsePhoneNumberFromString(bare) : undefined;
  if (parsed === undefined || !parsed.isValid()) return { is: "refused", why: "not_a_number" };
  const type = parsed.getType();
  if (type === "PREMIUM_RATE" || type === "SHARED_COST") return { is: "refused", why: "premium" };
  if (type === undefined || !ordinary.has(type)) return { is: "refused", why: "unknown_type" };
  if (parsed.country === undefined || !countries.includes(parsed.country)) return { is: "refused", why: "country" };
  return { is: "allowed", number: parsed.number, country: parsed.country };
}

const ordinary: ReadonlySet<string> = new Set(["FIXED_LINE", "MOBILE", "FIXED_LINE_OR_MOBILE", "TOLL_FREE", "VOIP", "PERSONAL_NUMBER"]);
const emergencies: ReadonlySet<string> = new Set(["911", "112", "999", "000", "110", "118", "119", "15", "17", "18", "988", "933"]);
