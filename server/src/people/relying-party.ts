import { isIP } from "node:net";
import { Refusal } from "../lib/refusal.ts";

/** What passkeys are bound to: a host's name, and the one origin of the pages that may use them. */
export type RelyingParty = Readonly<{ id: string; origin: string }>;

/**
 * The host of PUBLIC_URL, and its origin with the port.
 * @throws Refusal 503 `not_configured` for an address with which browsers offer no passkeys: one without a name, or without https (but localhost).
 */
export function relyingParty(publicUrl: string): RelyingParty {
  const { protocol, hostname: id, origin } = new URL(publicUrl);
  const named = isIP(id) === 0 && !id.startsWith("[");
  if (!named || (protocol !== "https:" && id !== "localhost"))
    throw new Refusal(503, "not_configured", "Passkeys need a name and https: set PUBLIC_URL to the https address at which browsers open Firstring.");
  return { id, origin };
}
