import type { Route } from "@firstring/contract/routes/route.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Actor } from "../people/audit.ts";
import type { Asker, Input } from "./endpoint.ts";

/** @throws Refusal 403 for an API key: an account is a person's own. */
export function self({ person }: Pick<Input<Route>, "person">): Asker {
  if (!person) throw new Refusal(403, "person_required", "An API key has no account. Sign in as a person.");
  return person;
}

/** Who is written down for a deed. */
export function actor({ tenant, person, key, origin }: Pick<Input<Route>, "tenant" | "person" | "key" | "origin">): Actor {
  return { tenant, ip: origin.ip, ...(person && { person }), ...(key !== undefined && { key }) };
}
