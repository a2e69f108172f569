import type { Booked } from "../booking/booked.ts";
import type { Booking } from "../booking/booking.ts";
import { readCode } from "../booking/code.ts";
import { readPhone } from "../booking/slots.ts";
import type { CallId } from "../lib/ids.ts";
import type { ToolContext } from "../ports/tool.ts";
import type { CustomerOf } from "./customer-of.ts";
import { isSameName } from "./same-name.ts";

/** A booking by its code as whoever is calling may have it. That a code exists is told only to whom its booking belongs. */
export type ByCode = (context: ToolContext, said: { code: string; name?: string | undefined }) => Promise<Booked | NotTheirs>;

/** `needs_name`: told whether the code exists or not. `not_theirs`: this code and name do not go together. */
export type NotTheirs = { refused: "no_such_booking" } | { refused: "needs_name" | "not_theirs" | "too_many_tries" };

export const isNotTheirs = (found: Booked | NotTheirs): found is NotTheirs => "refused" in found;

/** Wrong answers that one call may give: people mishear a code, machines try them out. */
const MOST_TRIES = 5;
/** Calls whose tries are remembered; the oldest is forgotten first. */
const MOST_CALLS = 10_000;

/** One for all tools of a process, as what was tried with one tool was tried. */
export function byCode(booking: Booking, customerOf: CustomerOf): ByCode {
  const tries = new Map<CallId, Set<string>>();
  return async (context, { code, name }) => {
    const { tenant, call } = context;
    const known = readCode(code);
    // A code that none can have tells nothing about those that are.
    if (known === "") return { refused: "no_such_booking" };
    const [row] = (await booking.list(tenant, { code: known })).rows;
    if (row && (await isTheirs(row, context))) return row;
    if (name === undefined || name.trim() === "") return { refused: "needs_name" };
    const wrong = tries.get(call) ?? new Set();
    if (wrong.size >= MOST_TRIES && !wrong.has(context.idempotencyKey)) return { refused: "too_many_tries" };
    if (row && isSameName(name, row.customer.name)) return row;
    tries.set(call, wrong.add(context.idempotencyKey));
    for (const oldest of tries.keys()) if (tries.size > MOST_CALLS) tries.delete(oldest);
    return { refused: "not_theirs" };
  };

  /** Without being told a name: made in this call, from this number, or by the customer who is signed in. */
  async function isTheirs(row: Booked, { tenant, call, caller }: ToolContext): Promise<boolean> {
    if (row.call === call) return true;
    const number = readPhone(caller, (await booking.area(tenant)).country);
    if (number !== undefined && row.customer.phone === number) return true;
    return row.person !== undefined && row.person === (await customerOf(tenant, call))?.person;
  }
}
