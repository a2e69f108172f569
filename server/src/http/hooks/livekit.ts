import type { TenantId } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { ProviderCredentials } from "../../ports/credentials.ts";
import type { HookReply, HookRequest } from "../hook.ts";
import type { CarrierParts } from "./carrier-parts.ts";
import { onceKept } from "./provider-inbox.ts";

export type Room = { id: string; name: string; participants: number; createdAt: string; recording: string | null };
export type RoomToken = { token: string; url: string; room: string; identity: string; expiresAt: string };

/** Rooms of a LiveKit server. A business sees and names only its own: their names begin with its slug on the server. */
export type LivekitDesk = {
  /** @throws Refusal 503 without a server */
  token(tenant: TenantId, order: { room: string; identity: string; name?: string; role: "caller" | "agent" | "supervisor" }): Promise<RoomToken>;
  create(tenant: TenantId, order: { name: string; maxParticipants: number; record: boolean }): Promise<Room>;
  list(tenant: TenantId): Promise<Room[]>;
  /** @throws Refusal 404 */
  remove(tenant: TenantId, id: string): Promise<void>;
  /** @throws Refusal 401, 403; nothing is kept then */
  receive(request: HookRequest, slug: string): Promise<HookReply>;
};

/** A token opens a room for as long as a call may last; the server ends it with the room. */
const TOKEN_MINUTES = 60;
/** An empty room goes after this many seconds. */
const EMPTY_SECONDS = 300;

export function livekitDesk(of: CarrierParts & { slugOf: (tenant: TenantId) => Promise<string> }): LivekitDesk {
  return {
    async token(tenant, { room, identity, name, role }) {
      const { sdk, account, prefix } = await at(tenant);
      const token = new sdk.AccessToken(account.apiKey, account.apiSecret, { identity, ...(name !== undefined && { name }), ttl: `${TOKEN_MINUTES}m` });
      const supervises = role === "supervisor";
      token.addGrant({
        room: prefix + room,
        roomJoin: true,
        canSubscribe: true,
        canPublish: !supervises,
        canPublishData: !supervises,
        ...(supervises && { hidden: true }),
        ...(role === "agent" && { agent: true }),
      });
      const expiresAt = new Date(of.clock.nowMs() + TOKEN_MINUTES * 60_000).toISOString();
      return { token: await token.toJwt(), url: account.url, room, identity, expiresAt };
    },

    async create(tenant, { name, maxParticipants, record }) {
      const { sdk, account, prefix } = await at(tenant);
      const room = await asked(() => rooms(sdk, account).createRoom({ name: prefix + name, emptyTimeout: EMPTY_SECONDS, maxParticipants }));
      const recording = record ? await asked(() => startRecording(sdk, account, prefix + name)) : null;
      return { ...roomOf(room, prefix), recording };
    },

    async list(tenant) {
      const { sdk, account, prefix } = await at(tenant);
      const all = await asked(() => rooms(sdk, account).listRooms());
      return all.filter(({ name }) => name.startsWith(prefix)).map((room) => roomOf(room, prefix));
    },

    async remove(tenant, id) {
      const { sdk, account, prefix } = await at(tenant);
      await asked(() => rooms(sdk, account).deleteRoom(prefix + id));
    },

    async receive(request, slug) {
      const host = await of.host({ slug });
      if (host === undefined) throw new Refusal(404, "unknown_tenant", "No business answers at this address.");
      const account = await of.credentials(host.tenant, "livekit");
      // An empty key verifies what was signed with an empty key.
      if (account === undefined || account.apiSecret === "") throw new Refusal(401, "unsigned", "Set this business's LiveKit key and secret first.");
      const raw = request.raw.toString("utf8");
      const { authorization } = request.headers;
      if (authorization === undefined) throw new Refusal(401, "unsigned", "The Authorization header is missing.");
      const sdk = await import("livekit-server-sdk");
      const event = await new sdk.WebhookReceiver(account.apiKey, account.apiSecret).receive(raw, authorization).catch((problem: unknown) => {
        throw new Refusal(403, "wrong_signature", `The signature does not fit: ${problem instanceof Error ? problem.message : "check key and secret"}.`);
      });
      // Whole events hold BigInts: what is kept is what was sent.
      await onceKept(of, { tenant: host.tenant, provider: "livekit", eventId: event.id }, { body: raw }, async () => null);
      return { status: 200, type: "application/json", body: "{}" };
    },
  };

  async function at(tenant: TenantId) {
    const account = await of.credentials(tenant, "livekit");
    if (account === undefined)
      throw new Refusal(503, "not_configured", "Set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET, or this business's own LiveKit server.");
    return { account, sdk: await import("livekit-server-sdk"), prefix: `${await of.slugOf(tenant)}--` };
  }
}

type Sdk = typeof import("livekit-server-sdk");
type Account = ProviderCredentials["livekit"];

const rooms = (sdk: Sdk, { url, apiKey, apiSecret }: Account) => new sdk.RoomServiceClient(url, apiKey, apiSecret);

async function startRecording(sdk: Sdk, { url, apiKey, apiSecret }: Account, room: string): Promise<string> {
  const file = new sdk.EncodedFileOutput({ fileType: sdk.EncodedFileType.OGG, filepath: `recordings/${room}-{time}.ogg` });
  return (await new sdk.EgressClient(url, apiKey, apiSecret).startRoomCompositeEgress(room, { file }, { audioOnly: true })).egressId;
}

const roomOf = (room: { name: string; numParticipants: number; creationTime: bigint }, prefix: string): Room => ({
  id: room.name.slice(prefix.length),
  name: room.name.slice(prefix.length),
  participants: room.numParticipants,
  createdAt: new Date(Number(room.creationTime) * 1000).toISOString(),
  recording: null,
});

/** What the server refuses or fails at, in our words. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (problem) {
    const { status, message } = problem as { status?: number; message: string };
    if (status === 404) throw new Refusal(404, "not_found", "There is no such room.");
    throw new Refusal(503, "livekit_unavailable", `The LiveKit server did not do it: ${message}`);
  }
}
