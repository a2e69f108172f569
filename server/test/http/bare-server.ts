import type { Role } from "@firstring/contract/schemas/role.ts";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import type { Chat } from "../../src/channels/chat.ts";
import type { EdgeConfig } from "../../src/http/edge-config.ts";
import type { Endpoint } from "../../src/http/endpoint.ts";
import type { Hook } from "../../src/http/hook.ts";
import type { Parts } from "../../src/http/parts.ts";
import { httpServer } from "../../src/http/server.ts";
import type { PersonId, TenantId } from "../../src/lib/ids.ts";
import { idOf } from "../../src/lib/ids.ts";
import { Refusal } from "../../src/lib/refusal.ts";
import { memoryLog } from "../../src/log/memory.ts";
import type { SignedIn } from "../../src/people/authenticate.ts";
import type { People } from "../../src/people/people.ts";
import { realClock } from "../../src/ports/clock.ts";

export const edgeConfig: EdgeConfig = {
  mode: "test",
  version: "0.0.0",
  publicUrl: "http://localhost:3000",
  origins: ["https://app.example.com"],
  proxies: 0,
  dashboardDir: "/does/not/exist",
  requestsPerMinute: 1_000_000,
};

/** The edge alone: the given endpoints, and people who are who their token says (`as(tenant, role)`). */
export async function bareServer(
  serves: readonly (Endpoint | Hook)[],
  given: Partial<EdgeConfig> & Partial<Pick<Parts, "db" | "log" | "clock" | "people">> & { chat?: Pick<Chat, "start" | "say" | "end" | "isOf"> } = {},
): Promise<FastifyInstance> {
  const { db, log = memoryLog(), chat, clock = realClock, people = anyone, ...config } = given;
  const parts: Partial<Parts> = {
    config: { ...edgeConfig, ...config },
    logger: pino({ level: "silent" }),
    clock,
    log,
    ...(db && { db }),
    ...(chat && { chat: chat as Chat }),
    people,
    vitals: {
      liveCalls: () => 3,
      unfinished: async () => 2,
      consumers: async () => [{ name: "calls", behind: 1, parked: 0 }],
      databaseMs: async () => 1,
      uptimeMs: () => 5,
      stopping: () => false,
    },
  };
  // The endpoints under test use no other part.
  return httpServer(parts as Parts, serves);
}

export const as = (tenant: TenantId | string, role: Role): { authorization: string } => ({ authorization: `Bearer ${tenant}/${role}` });

const anyone = { authenticate: async ({ bearer = "" }) => whoIs(bearer) } as People;

export function whoIs(bearer: string): SignedIn {
  const [tenant, role] = bearer.split("/");
  if (tenant === undefined || role === undefined) throw new Refusal(401, "unauthenticated", "Sign in again.");
  return {
    tenant: tenant as TenantId,
    person: { id: idOf<PersonId>(tenant, role), role: role as Role, email: `${role}@example.com`, name: role, session: "" },
  };
}

/** What every refusal must look like. */
export function refusal(answer: LightMyRequestResponse): { status: number; code: string; message: string; details?: { path: string; message: string }[] } {
  const { error, code, message, requestId, details, ...rest } = answer.json();
  if (error !== true || typeof code !== "string" || typeof message !== "string" || message === "") throw new Error(`not the failure shape: ${answer.body}`);
  if (requestId !== answer.headers["x-request-id"]) throw new Error("requestId is not the request's");
  if (Object.keys(rest).length > 0) throw new Error(`leaks ${Object.keys(rest).join()}`);
  return { status: answer.statusCode, code, message, ...(details !== undefined && { details }) };
}
