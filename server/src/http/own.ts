import type { PersonId } from "../lib/ids.ts";
import type { Asker } from "./endpoint.ts";

/** Whose rows alone may be seen: a customer's own. Undefined for those who work here, and for API keys. */
export const own = (person: Asker | undefined): PersonId | undefined => (person?.customer ? person.id : undefined);
