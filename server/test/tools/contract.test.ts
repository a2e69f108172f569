import { afterAll, beforeAll } from "vitest";
import { type CallId, newId, type TenantId } from "../../src/lib/ids.ts";
import { type Messages, messages } from "../../src/messages/messages.ts";
import { gazetteer } from "../../src/places/gazetteer.ts";
import type { Tool, ToolContext } from "../../src/ports/tool.ts";
import { byCode } from "../../src/tools/by-code.ts";
import { cancelBooking } from "../../src/tools/cancel-booking.ts";
import { checkAvailability } from "../../src/tools/check-availability.ts";
import { confirm } from "../../src/tools/confirm.ts";
import { endCall } from "../../src/tools/end-call.ts";
import { findBooking } from "../../src/tools/find-booking.ts";
import { findPlace } from "../../src/tools/find-place.ts";
import { holdBooking } from "../../src/tools/hold-booking.ts";
import { lookUp } from "../../src/tools/look-up.ts";
import { rescheduleBooking } from "../../src/tools/reschedule-booking.ts";
import { takeMessage } from "../../src/tools/take-message.ts";
import { transferToPerson } from "../../src/tools/transfer-to-person.ts";
import { repair, type World, world } from "../booking/world.ts";
import { callOf } from "./context.ts";
import { toolContract } from "./contract.ts";

let here: World;
let slips: Messages;
let tenants: readonly [TenantId, TenantId];
let code: string;
beforeAll(async () => {
  here = await world();
  slips = messages(here.db, here.clock);
  tenants = [await here.tenant(), await here.tenant()];
  const made = await here.booking.create(tenants[0], repair(), "staff");
  if ("refused" in made) throw new Error(made.refused);
  code = made.code;
});
afterAll(() => here.close());

const theirs = () => byCode(here.booking, async () => undefined);
const rows = async (tenant: TenantId) => {
  const [bookings, taken] = [await here.booking.list(tenant, {}), await slips.list(tenant, {}, { limit: 1, offset: 0 })];
  return bookings.total + taken.total;
};
const context = (tenant: TenantId, change: Partial<ToolContext> = {}) => callOf(tenant, here.clock.nowMs(), change);
const bench =
  <I>(tool: () => Tool<I>, good: () => I, bad: readonly unknown[] = []) =>
  () => ({ tool: tool(), good: good(), bad, context, rows, tenants: () => tenants });

/** An hour of its own for each hold, so that one does not take another's. */
let hour = 8;
const nextTime = () => `${String(8 + (hour++ % 8)).padStart(2, "0")}:00`;
const wish = () => ({
  service: "repair",
  slots: { problem: "no heat", address: "1280 sherbrooke west", name: "Jean Dupont", date: "2026-01-07", time: nextTime() },
});

toolContract(
  "find_place",
  bench(
    () => findPlace(gazetteer, here.booking.area),
    () => ({ text: "trudeau airport" }),
    [{}, { text: "" }, { text: 5 }],
  ),
);
toolContract(
  "check_availability",
  bench(
    () => checkAvailability(here.booking),
    () => ({ service: "repair", date: "2026-01-08" }),
    [{}, { service: "repair", date: "2026-02-30" }, { service: "repair", time: "25:00" }, { service: "repair", party: 0 }],
  ),
);
toolContract(
  "hold_booking",
  bench(() => holdBooking(here.booking, gazetteer, async () => undefined), wish, [
    {},
    { service: "repair" },
    { service: "repair", slots: { date: true } },
    { service: "repair", slots: [] },
  ]),
);
toolContract(
  "find_booking",
  bench(
    () => findBooking(here.booking, theirs()),
    () => ({}),
    [{ code: 5 }, { phone: [] }],
  ),
);
toolContract(
  "reschedule_booking",
  bench(
    () => rescheduleBooking(here.booking, theirs()),
    () => ({ code, name: "Dupont", date: "2026-01-09", time: "11:00" }),
    [
      { date: "2026-01-09", time: "11:00" },
      { code: "X", date: "tomorrow", time: "11:00" },
      { code: "X", date: "2026-01-09", time: "11" },
    ],
  ),
);
toolContract(
  "cancel_booking",
  bench(
    () => cancelBooking(here.booking, theirs()),
    () => ({ code, name: "Dupont" }),
    [{}, { code: "" }],
  ),
);
toolContract(
  "look_up",
  bench(
    () => lookUp(async () => [{ question: "Hours?", answer: "Eight to six.", source: "faq", score: 0.9 }]),
    () => ({ question: "when are you open" }),
    [{}, { question: "" }],
  ),
);
toolContract(
  "take_message",
  bench(
    () => takeMessage(slips, here.booking.area),
    () => ({ text: "Call me back", name: "Ann" }),
    [{}, { text: " " }, { text: "x".repeat(5000) }],
  ),
);
toolContract(
  "transfer_to_person",
  bench(
    () => transferToPerson(async () => "+15145550142"),
    () => ({ reason: "asks for a person" }),
    [{}, { reason: "" }],
  ),
);
toolContract(
  "end_call",
  bench(
    () => endCall(),
    () => ({}),
  ),
);

toolContract("confirm", () => ({
  ...bench(
    () => confirm(here.booking),
    () => ({}),
  )(),
  // Each confirms a hold of its own.
  async context(tenant: TenantId) {
    const call = newId<CallId>();
    const held = await holdBooking(here.booking, gazetteer, async () => undefined).run(wish(), context(tenant, { call }));
    if (!held.proposal) throw new Error(JSON.stringify(held));
    return context(tenant, { call, proposal: { ...held.proposal, speech: "1.1", heard: true } });
  },
}));
