import type { Language } from "@firstring/contract/call/agent.ts";
import type { Db } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import { type Agenda, fitting, nearest, type Resource } from "./availability.ts";
import type { Booked, Customer, PlaceFact, SlotValues } from "./booked.ts";
import { agenda, busy, calendar } from "./calendar.ts";
import type { Free, Refused } from "./refused.ts";
import { byIdem, type Stretch, take } from "./take.ts";
import { instantOf, MINUTE_MS } from "./zones.ts";

/** How many other times are offered when one is taken. */
export const ALTERNATIVES = 3;

/** What is to be held or booked; slots were read and places verified before. */
export type HoldWish = {
  /** Slug or id. */
  service: string;
  date: string;
  time: string;
  party: number;
  slots: SlotValues;
  places: Record<string, PlaceFact>;
  customer: Customer;
  language: Language;
  call?: string;
  person?: string;
  /** The same wish again is the same booking. */
  idem?: string;
};

export type HoldHow = { status: "held" | "confirmed"; anyNotice: boolean; nowMs: number };
/** Rows that do not stand in the way: what this call holds (it is let go), the booking that is being moved. */
export type Except = { call?: string; booking?: string };

/**
 * Takes a time for a wish, on the smallest resource that fits and is free. Looking for free resources only says in which
 * order to try; the ledger judges each attempt, and a lost one goes on to the next resource.
 */
export async function hold(db: Db, tenant: TenantId, wish: HoldWish, how: HoldHow): Promise<Booked | Refused> {
  const { nowMs, anyNotice, status } = how;
  const except: Except = wish.call === undefined ? {} : { call: wish.call };
  const seen = await db.tenant(tenant, async (tx) => {
    const found = await calendar(tx, wish.service, nowMs);
    return found && { found, taken: await busy(tx, found.resources, wish.date, nowMs, except) };
  });
  if (!seen) return { refused: "no_such_service" };
  const { service, area, resources } = seen.found;
  const largest = Math.max(0, ...resources.map((resource) => resource.capacity));
  if (resources.length > 0 && wish.party > largest) return { refused: "too_many", slot: service.capacitySlot ?? "party", capacity: largest };

  const startMs = instantOf(area.zone, wish);
  const stretch = { startMs, endMs: startMs + service.durationMin * MINUTE_MS };
  const plan = agenda(seen.found, seen.taken, nowMs, anyNotice);
  const free = fitting(plan, startMs, wish.party);
  if (!Array.isArray(free)) {
    const before = wish.idem === undefined ? undefined : await db.tenant(tenant, (tx) => byIdem(tx, wish.idem!));
    return before ? again(before, nowMs) : { refused: free, alternatives: nearest(plan, startMs, wish.party, ALTERNATIVES) };
  }
  for (const resource of free) {
    const made = await take(db, tenant, { ...wish, service: service.id, resource: resource.id, stretch, status, holdMs: area.holdMs }, nowMs);
    if (made) return again(made, nowMs);
  }
  return { refused: "slot_taken", alternatives: others(plan, free, stretch, wish.party) };
}

/** Times offered to who has just lost this one: those seen free before, without what others took meanwhile. */
export function others(plan: Agenda, lost: readonly Resource[], stretch: Stretch, party: number): Free[] {
  const taken = lost.map((resource) => ({ resource: resource.id, ...stretch }));
  return nearest({ ...plan, busy: [...plan.busy, ...taken] }, stretch.startMs, party, ALTERNATIVES);
}

/** A wish that was answered before gets the same answer, unless what it held is gone. */
export function again(before: Booked, nowMs: number): Booked | Refused {
  if (before.moves?.madeMs !== undefined) return before;
  const lapsed = before.status === "expired" || (before.status === "held" && (before.holdExpiresMs ?? 0) <= nowMs);
  return lapsed ? { refused: "expired" } : before;
}
