import { z } from "zod";
import { call, callFact, callFactList, callList, replay, transcriptLine } from "../schemas/call.ts";
import { byId } from "../schemas/common.ts";
import { staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Calls";

export const listCalls = route({
  id: "calls.list",
  method: "GET",
  path: "/api/calls",
  tag,
  summary: "Calls, newest first unless sorted otherwise",
  who: staff,
  query: callList,
  reply: z.array(call),
  shape: "list",
});

export const getCall = route({ id: "calls.get", method: "GET", path: "/api/calls/:id", tag, summary: "One call", who: staff, params: byId, reply: call });

export const listCallEvents = route({
  id: "calls.events",
  method: "GET",
  path: "/api/calls/:id/events",
  tag,
  summary: "The facts of a call, in order",
  who: staff,
  params: byId,
  query: callFactList,
  reply: z.array(callFact),
  shape: "list",
});

export const getCallTranscript = route({
  id: "calls.transcript",
  method: "GET",
  path: "/api/calls/:id/transcript",
  tag,
  summary: "What was said and heard",
  who: staff,
  params: byId,
  reply: z.array(transcriptLine),
});

export const getCallScenario = route({
  id: "calls.scenario",
  method: "GET",
  path: "/api/calls/:id/scenario",
  tag,
  summary: "An ended call as a scenario, to be played again by firstring simulate",
  who: staff,
  params: byId,
  reply: z.object({ name: z.string(), yaml: z.string() }),
});

export const hangUpCall = route({
  id: "calls.hangup",
  method: "POST",
  path: "/api/calls/:id/hangup",
  tag,
  summary: "End a live call",
  who: ["OWNER", "ADMIN", "SUPERVISOR"],
  params: byId,
  reply: z.object({ id: z.string() }),
  status: 202,
});

export const replayCall = route({
  id: "calls.replay",
  method: "POST",
  path: "/api/calls/:id/replay",
  tag,
  summary: "Fold the call again from its facts and compare it with the call list; nobody is dialled",
  who: staff,
  params: byId,
  reply: replay,
  idempotent: false,
});
