import { supervisors } from "../schemas/role.ts";
import { bargeIn, byCallId, handback, monitoring, spoken, supervision, takeover, whisper } from "../schemas/supervisor.ts";
import { route } from "./route.ts";

const common = { method: "POST", tag: "Supervisors", who: supervisors, params: byCallId, reply: supervision, idempotent: false } as const;

export const monitorCall = route({
  ...common,
  id: "supervisor.monitor",
  path: "/api/supervisor/:callId/monitor",
  summary: "Listen to a live call; the caller is not told",
  body: monitoring,
});

export const whisperCall = route({
  ...common,
  id: "supervisor.whisper",
  path: "/api/supervisor/:callId/whisper",
  summary: "Tell the agent something the caller does not hear",
  body: whisper,
});

export const bargeCall = route({
  ...common,
  id: "supervisor.barge",
  path: "/api/supervisor/:callId/barge",
  summary: "Join the conversation beside the agent",
  body: bargeIn,
});

export const takeOverCall = route({
  ...common,
  id: "supervisor.takeover",
  path: "/api/supervisor/:callId/takeover",
  summary: "Take the call over: from now on the agent is silent",
  body: takeover,
});

export const sayInCall = route({
  ...common,
  id: "supervisor.say",
  path: "/api/supervisor/:callId/say",
  summary: "Say something to the caller, after barging in or taking over",
  body: spoken,
});

export const handBackCall = route({
  ...common,
  id: "supervisor.handback",
  path: "/api/supervisor/:callId/handback",
  summary: "Give the call back to the agent, which is told what was said",
  body: handback,
});

export const leaveCall = route({
  ...common,
  id: "supervisor.leave",
  path: "/api/supervisor/:callId/leave",
  summary: "Leave the call; one that was taken over is handed back first",
});
