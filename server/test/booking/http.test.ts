import type { Role } from "@firstring/contract/schemas/role.ts";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import cancelBooking from "../../src/http/api/cancel-booking.ts";
import createBooking from "../../src/http/api/create-booking.ts";
import createClosure from "../../src/http/api/create-closure.ts";
import createHour from "../../src/http/api/create-hour.ts";
import createResource from "../../src/http/api/create-resource.ts";
import createService from "../../src/http/api/create-service.ts";
import deleteClosure from "../../src/http/api/delete-closure.ts";
import deleteHour from "../../src/http/api/delete-hour.ts";
import deleteResource from "../../src/http/api/delete-resource.ts";
import deleteService from "../../src/http/api/delete-service.ts";
import getAvailability from "../../src/http/api/get-availability.ts";
import getBooking from "../../src/http/api/get-booking.ts";
import getClosure from "../../src/http/api/get-closure.ts";
import getHour from "../../src/http/api/get-hour.ts";
import getResource from "../../src/http/api/get-resource.ts";
import getService from "../../src/http/api/get-service.ts";
import listBookings from "../../src/http/api/list-bookings.ts";
import listClosures from "../../src/http/api/list-closures.ts";
import listHours from "../../src/http/api/list-hours.ts";
import listMessages from "../../src/http/api/list-messages.ts";
import listResources from "../../src/http/api/list-resources.ts";
import listServices from "../../src/http/api/list-services.ts";
import updateBooking from "../../src/http/api/update-booking.ts";
import updateClosure from "../../src/http/api/update-closure.ts";
import updateHour from "../../src/http/api/update-hour.ts";
import updateMessage from "../../src/http/api/update-message.ts";
import updateResource from "../../src/http/api/update-resource.ts";
import updateService from "../../src/http/api/update-service.ts";
import type { Parts } from "../../src/http/parts.ts";
import { httpServer } from "../../src/http/server.ts";
import { idOf, newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { memoryLog } from "../../src/log/memory.ts";
import { messages } from "../../src/messages/messages.ts";
import type { People } from "../../src/people/people.ts";
import { gazetteer } from "../../src/places/gazetteer.ts";
import { as, edgeConfig, whoIs } from "../http/bare-server.ts";
import { technicians, type World, world } from "./world.ts";

const endpoints = [
  ...[listBookings, createBooking, getAvailability, getBooking, updateBooking, cancelBooking, listMessages, updateMessage],
  ...[listServices, createService, getService, updateService, deleteService, listResources, createResource, getResource, updateResource, deleteResource],
  ...[listHours, createHour, getHour, updateHour, deleteHour, listClosures, createClosure, getClosure, updateClosure, deleteClosure],
];

let here: World;
let app: FastifyInstance;
let rides: TenantId;
let hvac: TenantId;
beforeAll(async () => {
  here = await world();
  [rides, hvac] = [await here.tenant({}, "demo-rides"), await here.tenant({ resources: technicians(1) })];
  const parts: Partial<Parts> = {
    config: edgeConfig,
    logger: pino({ level: "silent" }),
    clock: here.clock,
    db: here.db,
    log: memoryLog(),
    people: { authenticate: async ({ bearer = "" }) => whoIs(bearer) } as People,
    booking: here.booking,
    places: gazetteer,
    messages: messages(here.db, here.clock),
  };
  app = await httpServer(parts as Parts, endpoints);
});
afterAll(async () => {
  await app.close();
  await here.close();
});

type Method = "GET" | "POST" | "PUT" | "DELETE";
async function call(role: Role, tenant: TenantId, method: Method, url: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await app.inject({ method, url, headers: { ...as(tenant, role), ...headers }, ...(body && { payload: body }) });
  return { status: answer.statusCode, ...(answer.json() as { data: never; code?: string; details?: never; pagination?: { total: number } }) } as {
    status: number;
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what came over the wire
    data: any;
    code?: string;
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what came over the wire
    details?: any;
    pagination?: { total: number };
  };
}

const RIDE = {
  passengers: 2,
  pickupLocation: "1280 sherbrooke west",
  dropoffLocation: { address: "YUL", placeId: "ChIJ1", formattedAddress: "Aéroport YUL, Dorval" },
  pickupDateTime: "2026-01-06T15:30",
};
const visit = (time: string) => ({
  service: "repair",
  startsAt: `2026-01-07T${time}`,
  slots: { problem: "no heat", address: "12 rue Peel" },
  customer: { name: "Ann", phone: "5145550123" },
});

describe("bookings over HTTP", () => {
  test("a ride in ride words comes back in ride words and in slots", async () => {
    const { status, data } = await call("ADMIN", rides, "POST", "/api/bookings", { ...RIDE, customer: { name: "Ben", phone: "514 555 0199" } });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      status: "confirmed",
      passengers: 2,
      pickupLocation: { address: "1280 Rue Sherbrooke Ouest, Montréal", approximate: true },
      dropoffLocation: { placeId: "ChIJ1", formattedAddress: "Aéroport YUL, Dorval", approximate: false },
      pickupDateTime: "2026-01-06T15:30:00.000-05:00",
      slots: { passengers: 2, name: "Ben", date: "2026-01-06", time: "15:30" },
      customer: { name: "Ben", phone: "+15145550199" },
    });
    expect((await call("OPERATOR", rides, "GET", `/api/bookings/${data.id}`)).data).toEqual(data);
    expect((await call("OPERATOR", rides, "GET", "/api/bookings?q=ben&service=ride")).data).toContainEqual(data);
    expect((await call("OPERATOR", hvac, "GET", `/api/bookings/${data.id}`)).status).toBe(404);
  });

  test("customers make and see their own only", async () => {
    const mine = await call("CUSTOMER", rides, "POST", "/api/bookings", RIDE);
    expect(mine.data).toMatchObject({ personId: idOf<PersonId>(rides, "CUSTOMER"), customer: { email: "CUSTOMER@example.com" } });
    const other = await call("ADMIN", rides, "POST", "/api/bookings", RIDE);
    expect((await call("CUSTOMER", rides, "GET", "/api/bookings")).data.map(({ id }: { id: string }) => id)).toEqual([mine.data.id]);
    for (const [method, body] of [
      ["GET", undefined],
      ["PUT", { startsAt: "2026-01-08T10:00" }],
      ["DELETE", undefined],
    ] as const)
      expect((await call("CUSTOMER", rides, method, `/api/bookings/${other.data.id}`, body)).status).toBe(404);
    expect((await call("CUSTOMER", rides, "PUT", `/api/bookings/${mine.data.id}`, { status: "done" })).status).toBe(403);
    expect((await call("CUSTOMER", rides, "PUT", `/api/bookings/${mine.data.id}`, { pickupDateTime: "2026-01-08T15:00:00Z" })).data).toMatchObject({
      startsAt: "2026-01-08T10:00:00.000-05:00",
    });
    expect((await call("CUSTOMER", rides, "DELETE", `/api/bookings/${mine.data.id}`)).data.status).toBe("cancelled");
  });

  test("a taken time is 409 with other times; a closed one 422; what is missing 400", async () => {
    expect((await call("ADMIN", hvac, "POST", "/api/bookings", visit("10:00"))).status).toBe(201);
    const taken = await call("ADMIN", hvac, "POST", "/api/bookings", visit("10:30"));
    expect(taken).toMatchObject({ status: 409, code: "slot_taken", details: { alternatives: [{ date: "2026-01-07", time: "11:30" }, {}, {}] } });
    expect(await call("ADMIN", hvac, "POST", "/api/bookings", visit("03:00"))).toMatchObject({ status: 422, code: "closed" });
    expect(await call("ADMIN", hvac, "POST", "/api/bookings", { ...visit("14:00"), slots: {} })).toMatchObject({
      status: 400,
      code: "invalid",
      details: [{ path: "slots.problem" }],
    });
    expect(await call("ADMIN", hvac, "POST", "/api/bookings", { startsAt: "2026-01-07T10:00" })).toMatchObject({ status: 400, code: "invalid" });
    expect(await call("ADMIN", hvac, "POST", "/api/bookings", { ...visit("14:00"), service: "ride" })).toMatchObject({ status: 422, code: "no_such_service" });
    expect(await call("ADMIN", hvac, "POST", "/api/bookings", { ...visit("14:00"), customer: { phone: "12" } })).toMatchObject({ status: 400 });
    expect(await call("ADMIN", hvac, "POST", "/api/bookings", { ...visit("14:00"), colour: "red" })).toMatchObject({ status: 400 });
    expect(await call("ADMIN", rides, "POST", "/api/bookings", { ...RIDE, passengers: 20 })).toMatchObject({ status: 422, code: "too_many" });
  });

  test("the same Idempotency-Key is one booking", async () => {
    const key = { "idempotency-key": newId() };
    const [a, b] = [await call("ADMIN", rides, "POST", "/api/bookings", RIDE, key), await call("ADMIN", rides, "POST", "/api/bookings", RIDE, key)];
    expect(b.data).toEqual(a.data);
  });

  test("corrections, moves and endings", async () => {
    const { data } = await call("ADMIN", rides, "POST", "/api/bookings", RIDE);
    const put = (body: object) => call("OPERATOR", rides, "PUT", `/api/bookings/${data.id}`, body);
    expect((await put({ passengers: 3, slots: { name: "Zoë" }, customer: { email: "z@example.com" } })).data).toMatchObject({
      passengers: 3,
      slots: { name: "Zoë" },
      customer: { email: "z@example.com" },
    });
    expect((await put({ startsAt: "2026-01-06T16:00" })).data).toMatchObject({ code: data.code, startsAt: "2026-01-06T16:00:00.000-05:00", passengers: 3 });
    expect(await put({ slots: { colour: "red" } })).toMatchObject({ status: 400 });
    expect(await put({ passengers: 99 })).toMatchObject({ status: 400 });
    expect((await put({ status: "done" })).data.status).toBe("done");
    expect(await put({ status: "cancelled" })).toMatchObject({ status: 409, code: "not_open" });
  });

  test("availability", async () => {
    const asked = await call("CUSTOMER", hvac, "GET", "/api/bookings/availability?service=repair&date=2026-01-11");
    expect(asked.data).toMatchObject({
      zone: "America/Toronto",
      reason: "closed",
      hours: [],
      free: expect.arrayContaining([expect.objectContaining({ date: "2026-01-12", time: "08:00" })]),
    });
    expect((await call("CUSTOMER", hvac, "GET", "/api/bookings/availability?service=repair&date=2026-01-08&days=2")).data.free.length).toBeGreaterThan(30);
    expect((await call("CUSTOMER", hvac, "GET", "/api/bookings/availability?service=nothing")).status).toBe(422);
  });
});

describe("what can be booked, over HTTP", () => {
  const haircut = {
    slug: "haircut",
    name: { en: "Haircut", fr: "Coupe" },
    durationMin: 30,
    slots: [{ name: "name", type: "person", required: true, label: { en: "name", fr: "nom" }, ask: { en: "Name?", fr: "Nom ?" }, confirm: "implicit" }],
  };

  test("a service, a resource and hours of one's own make a time bookable; days off take it away", async () => {
    const service = (await call("ADMIN", hvac, "POST", "/api/services", haircut)).data;
    expect(service).toMatchObject({ slug: "haircut", active: true, leadMin: 60 });
    expect(await call("ADMIN", hvac, "POST", "/api/services", haircut)).toMatchObject({ status: 409, code: "slug_taken" });
    const chair = (await call("ADMIN", hvac, "POST", "/api/resources", { name: "Chair 1", kind: "chair", services: [service.id] })).data;
    const hour = (await call("ADMIN", hvac, "POST", "/api/hours", { resource: chair.id, weekday: 7, opens: "22:00", closes: "02:00" })).data;
    expect(hour).toMatchObject({ opens: "22:00", closes: "02:00" });
    const free = async () => (await call("OPERATOR", hvac, "GET", "/api/bookings/availability?service=haircut&date=2026-01-11")).data;
    expect((await free()).free.map(({ time }: { time: string }) => time)).toEqual(["22:00", "22:15", "22:30", "22:45", "23:00", "23:15", "23:30", "23:45"]);
    const off = (await call("ADMIN", hvac, "POST", "/api/closures", { resource: chair.id, firstDay: "2026-01-11", lastDay: "2026-01-11" })).data;
    expect((await free()).reason).toBe("closed");
    expect((await call("ADMIN", hvac, "PUT", `/api/closures/${off.id}`, { lastDay: "2026-01-10" })).status).toBe(422);
    expect((await call("ADMIN", hvac, "DELETE", `/api/closures/${off.id}`)).status).toBe(200);
    expect((await call("ADMIN", hvac, "PUT", `/api/hours/${hour.id}`, { closes: "24:00" })).data).toMatchObject({ opens: "22:00", closes: "24:00" });
    expect((await call("ADMIN", hvac, "PUT", `/api/services/${service.id}`, { durationMin: 60, active: false })).data).toMatchObject({
      durationMin: 60,
      active: false,
      slug: "haircut",
    });
    expect(await free()).toBeUndefined(); // an inactive service is none
    expect((await call("ADMIN", hvac, "DELETE", `/api/services/${service.id}`)).status).toBe(200);
    expect((await call("OPERATOR", hvac, "GET", `/api/resources/${chair.id}`)).data.services).toEqual([]);
    expect((await call("ADMIN", hvac, "DELETE", `/api/resources/${chair.id}`)).status).toBe(200);
    expect((await call("OPERATOR", hvac, "GET", `/api/hours/${hour.id}`)).status).toBe(404);
  });

  test("what was booked is not deleted, and what is another's is not named", async () => {
    const [theirs] = (await call("ADMIN", rides, "GET", "/api/services")).data;
    await call("ADMIN", rides, "POST", "/api/bookings", RIDE);
    expect(await call("ADMIN", rides, "DELETE", `/api/services/${theirs.id}`)).toMatchObject({ status: 409, code: "in_use" });
    expect(await call("ADMIN", hvac, "POST", "/api/resources", { name: "X", kind: "car", services: [theirs.id] })).toMatchObject({
      status: 422,
      code: "no_such_service",
    });
    const [car] = (await call("ADMIN", rides, "GET", "/api/resources")).data;
    expect(await call("ADMIN", hvac, "POST", "/api/hours", { resource: car.id, weekday: 1, opens: "08:00", closes: "09:00" })).toMatchObject({
      status: 422,
      code: "no_such_resource",
    });
    for (const path of [`/api/services/${theirs.id}`, `/api/resources/${car.id}`]) {
      expect((await call("ADMIN", hvac, "GET", path)).status).toBe(404);
      expect((await call("ADMIN", hvac, "PUT", path, {})).status).toBe(404);
      expect((await call("ADMIN", hvac, "DELETE", path)).status).toBe(404);
    }
  });

  test("messages are listed and dealt with", async () => {
    const taken = await messages(here.db, here.clock).take(hvac, { name: "Ann", phone: "", text: "Call me", language: "en" });
    expect((await call("OPERATOR", hvac, "GET", "/api/messages?done=false")).data).toMatchObject([
      { id: taken.id, text: "Call me", done: false, callId: null },
    ]);
    expect((await call("OPERATOR", hvac, "PUT", `/api/messages/${taken.id}`, { done: true })).data.done).toBe(true);
    expect((await call("OPERATOR", hvac, "GET", "/api/messages?done=false")).data).toEqual([]);
    expect((await call("OPERATOR", rides, "PUT", `/api/messages/${taken.id}`, { done: true })).status).toBe(404);
    expect((await call("CUSTOMER", hvac, "GET", "/api/messages")).status).toBe(403);
  });
});
