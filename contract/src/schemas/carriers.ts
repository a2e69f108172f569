import { z } from "zod";
import { id, instant, text } from "./common.ts";
import { channelName } from "./number.ts";

export const syncOrder = z.strictObject({ agentId: text(120).optional().meta({ description: "The provider's id of one agent; absent: all" }) });

const synced = { success: z.boolean(), message: z.string(), errors: z.array(z.string()) };
export const callsSynced = z.object({ ...synced, callsSynced: z.int(), callsUpdated: z.int() });
export const agentsSynced = z.object({ ...synced, agentsSynced: z.int(), agentsUpdated: z.int() });
export const syncProgress = z.object({
  provider: z.enum(["vapi", "retell"]),
  agent: z.string().meta({ description: "The provider's id of the agent; empty: all" }),
  running: z.boolean(),
  synced: z.int(),
  updated: z.int(),
  errors: z.int(),
  updatedAt: instant,
});

export const callOrder = z
  .strictObject({
    to: text(40).min(3).meta({ description: "Whom to call, as +15145550111" }),
    from: text(40).optional().meta({ description: "One of the business's numbers; absent: its line for outgoing calls" }),
    agentId: id.optional(),
    channel: channelName.extract(["twilio", "telnyx", "vapi", "retell"]).optional().meta({ description: "Absent: the first carrier that is configured" }),
    detectMachine: z.boolean().default(true).meta({ description: "Listen for an answering machine, and leave the agent's message on it" }),
  })
  .meta({ example: { to: "+15145550111" } });
export const placedCall = z.object({
  id,
  from: z.string(),
  to: z.string(),
  channel: channelName,
  status: z
    .enum(["INITIATED", "UNKNOWN"])
    .meta({ description: "UNKNOWN: the carrier gave no clear answer; it is asked what became of the call and never called again" }),
});

export const livekitTokenOrder = z.strictObject({
  room: text(120).min(1),
  identity: text(120).min(1),
  name: text(120).optional(),
  role: z.enum(["caller", "agent", "supervisor"]).default("caller").meta({ description: "A supervisor is hidden and hears only" }),
});
export const livekitToken = z.object({ token: z.string(), url: z.string(), room: z.string(), identity: z.string(), expiresAt: instant });
export const livekitRoomOrder = z.strictObject({
  name: text(120).min(1),
  maxParticipants: z.int().min(2).max(100).default(10),
  record: z.boolean().default(false),
});
export const livekitRoom = z.object({ id: z.string(), name: z.string(), participants: z.int(), createdAt: instant, recording: z.string().nullable() });
export const byRoom = z.strictObject({ room: text(120).min(1) });
