import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { Db, Tx } from "../db/db.ts";
import type { TenantId } from "../lib/ids.ts";
import type { Clock } from "../ports/clock.ts";
import { type Answer, ask, type Question } from "./ask.ts";
import type { Booked } from "./booked.ts";
import { type Area, area, calendar } from "./calendar.ts";
import { type Filter, list } from "./find.ts";
import { type HoldWish, hold } from "./hold.ts";
import { holdMove, type MoveWish } from "./move.ts";
import type { Refused } from "./refused.ts";
import { byId } from "./row.ts";
import { type Correction, cancel, change, confirm, done } from "./settle.ts";
import { letGo, sweep } from "./sweep.ts";

/** The ledger of bookings. An expected no is a value; every change leaves its fact in the log, in the same transaction. */
export type Booking = {
  /** What could be booked now; promised to nobody. */
  availability(tenant: TenantId, question: Question): Promise<Answer | Refused>;
  /** Takes a time for five minutes. A call holds one thing at a time. The same `idem` again is the same hold. */
  hold(tenant: TenantId, wish: HoldWish): Promise<Booked | Refused>;
  /** Holds a new time for a booking; `confirm` moves it. */
  holdMove(tenant: TenantId, wish: MoveWish): Promise<Booked | Refused>;
  /** Makes a hold lasting, or the move it holds. Gives the booking as it then is. */
  confirm(tenant: TenantId, hold: string): Promise<Booked | Refused>;
  /** By staff or a signed-in customer: no read-back, so no hold. Staff may book at any notice. */
  create(tenant: TenantId, wish: HoldWish, by: "customer" | "staff"): Promise<Booked | Refused>;
  /** Moves a booking at once. */
  move(tenant: TenantId, wish: MoveWish, by: "customer" | "staff"): Promise<Booked | Refused>;
  change(tenant: TenantId, booking: string, correction: Correction): Promise<Booked | Refused>;
  cancel(tenant: TenantId, booking: string, by: "caller" | "staff"): Promise<Booked | Refused>;
  done(tenant: TenantId, booking: string): Promise<Booked | Refused>;
  get(tenant: TenantId, booking: string): Promise<Booked | undefined>;
  /** Without page: the first hundred. */
  list(tenant: TenantId, filter: Filter, page?: { limit: number; offset: number }): Promise<{ rows: Booked[]; total: number }>;
  /** An active service by slug or id. */
  service(tenant: TenantId, slugOrId: string): Promise<ServiceSpec | undefined>;
  area(tenant: TenantId): Promise<Area>;
  /** Lets go of what a call holds, when nobody is left to confirm it. */
  letGo(tenant: TenantId, call: string): Promise<void>;
  /** Lets go of every tenant's lapsed holds; how many. */
  sweep(): Promise<number>;
  /** One transaction of this tenant, for services.ts, resources.ts and opening-times.ts. */
  settings<T>(tenant: TenantId, work: (tx: Tx) => Promise<T>): Promise<T>;
};

const FIRST_PAGE = { limit: 100, offset: 0 };

export function booking(db: Db, clock: Clock): Booking {
  const byCaller = () => ({ status: "held" as const, anyNotice: false, nowMs: clock.nowMs() });
  return {
    availability: (tenant, question) => ask(db, tenant, question, clock.nowMs()),
    hold: (tenant, wish) => hold(db, tenant, wish, byCaller()),
    holdMove: (tenant, wish) => holdMove(db, tenant, wish, byCaller()),
    confirm: (tenant, id) => confirm(db, tenant, id, clock.nowMs()),
    create: (tenant, wish, by) => hold(db, tenant, wish, { status: "confirmed", anyNotice: by === "staff", nowMs: clock.nowMs() }),
    async move(tenant, wish, by) {
      const held = await holdMove(db, tenant, wish, { anyNotice: by === "staff", nowMs: clock.nowMs() });
      return "refused" in held ? held : confirm(db, tenant, held.id, clock.nowMs());
    },
    change: (tenant, id, correction) => change(db, tenant, id, correction, clock.nowMs()),
    cancel: (tenant, id, by) => cancel(db, tenant, id, by, clock.nowMs()),
    done: (tenant, id) => done(db, tenant, id, clock.nowMs()),
    get: (tenant, id) => db.tenant(tenant, (tx) => byId(tx, tenant, id)),
    list: (tenant, filter, page = FIRST_PAGE) => db.tenant(tenant, (tx) => list(tx, filter, page)),
    service: async (tenant, slugOrId) => (await db.tenant(tenant, (tx) => calendar(tx, slugOrId, clock.nowMs())))?.service,
    area: (tenant) => db.tenant(tenant, area),
    letGo: (tenant, call) => letGo(db, tenant, call, clock.nowMs()),
    sweep: () => sweep(db, clock.nowMs()),
    settings: (tenant, work) => db.tenant(tenant, work),
  };
}
