import { z } from "zod";
import {
  agentsSynced,
  byRoom,
  callOrder,
  callsSynced,
  livekitRoom,
  livekitRoomOrder,
  livekitToken,
  livekitTokenOrder,
  placedCall,
  syncOrder,
  syncProgress,
} from "../schemas/carriers.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Telephony";
const twice = <P extends string>(path: P) => ({ path: `/api/dashboard/${path}`, also: [`/dashboard/${path}`] });

export const placeCall = route({
  id: "calls.place",
  method: "POST",
  path: "/api/calls",
  tag: "Calls",
  summary: "Have an agent call a number: destination rules and caps first, then one request to the carrier",
  who: staff,
  body: callOrder,
  reply: placedCall,
  status: 202,
  perMinute: 60,
});

export const syncProviderCalls = route({
  id: "dashboard.sync_calls",
  method: "POST",
  ...twice("sync-calls"),
  tag: "Dashboard",
  summary: "Bring in the calls of Retell and Vapi; goes on where the last run stopped",
  who: admins,
  body: syncOrder,
  reply: callsSynced,
  shape: "raw",
  perMinute: 10,
  idempotent: false,
});

export const syncProviderAgents = route({
  id: "dashboard.sync_agents",
  method: "POST",
  ...twice("sync-agents"),
  tag: "Dashboard",
  summary: "Bring in the agents of Retell and the assistants of Vapi",
  who: admins,
  body: syncOrder,
  reply: agentsSynced,
  shape: "raw",
  perMinute: 10,
  idempotent: false,
});

export const getSyncProgress = route({
  id: "dashboard.sync_progress",
  method: "GET",
  ...twice("sync-progress"),
  tag: "Dashboard",
  summary: "How far reading the providers' calls has come",
  who: staff,
  reply: z.array(syncProgress),
});

export const makeLivekitToken = route({
  id: "livekit.token",
  method: "POST",
  path: "/api/livekit/token",
  tag,
  summary: "A token for one room of this business",
  who: staff,
  body: livekitTokenOrder,
  reply: livekitToken,
  idempotent: false,
});

export const createLivekitRoom = route({
  id: "livekit.create_room",
  method: "POST",
  path: "/api/livekit/room",
  tag,
  summary: "Open a room, and record it if asked",
  who: staff,
  body: livekitRoomOrder,
  reply: livekitRoom,
  status: 201,
});

export const listLivekitRooms = route({
  id: "livekit.rooms",
  method: "GET",
  path: "/api/livekit/rooms",
  tag,
  summary: "Rooms that are open",
  who: staff,
  reply: z.array(livekitRoom),
});

export const deleteLivekitRoom = route({
  id: "livekit.delete_room",
  method: "DELETE",
  path: "/api/livekit/room/:room",
  tag,
  summary: "Close a room and put everybody out",
  who: staff,
  params: byRoom,
  reply: z.object({ id: z.string() }),
});
