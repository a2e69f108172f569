import type { CallState } from "@firstring/contract/call/state.ts";
import { type TelnyxCommands, telnyxCommands } from "../../channels/telnyx/commands.ts";
import { genuine } from "../../channels/telnyx/genuine.ts";
import { TelnyxLine } from "../../channels/telnyx/telnyx-line.ts";
import { clientState, endOf, object, read, type TelnyxTold, text } from "../../channels/telnyx/wire.ts";
import type { Connect } from "../../engine/engine.ts";
import { observe } from "../../engine/observe.ts";
import type { Running } from "../../engine/run-call.ts";
import { type CallId, idOf, type TenantId } from "../../lib/ids.ts";
import { factsOf, type ObservedCall, type ObservedFact } from "../../lib/observed-call.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { ProviderCredentials } from "../../ports/credentials.ts";
import type { HookReply, HookRequest } from "../hook.ts";
import type { CarrierParts, Host } from "./carrier-parts.ts";
import { onceKept } from "./provider-inbox.ts";

/** Answers Telnyx's webhooks, and makes the lines of its calls. */
export type TelnyxDesk = {
  /** @throws Refusal 400 not an event, 401 unsigned, 403 wrongly signed; nothing is kept then. */
  receive(request: HookRequest, slug?: string): Promise<HookReply>;
  reconnect: Connect;
};

export function telnyxDesk(of: CarrierParts): TelnyxDesk {
  const { engine, clock, logger, log, publicUrl } = of;

  const reconnect: Connect = ({ tenant, agent, call, state, report }) =>
    new TelnyxLine(report, clock, {
      call,
      language: state.opened === undefined ? (agent.languages[0] ?? "en") : state.language,
      commands: commandsOf(tenant),
      webhookUrl: `${publicUrl}/api/telnyx/webhook`,
      callerId: () => ourNumber(engine.find(call)?.state()),
      failed: (err, action) => logger.warn({ err, call, action }, "Telnyx did not take a command"),
    });

  return {
    reconnect,
    async receive(request, slug) {
      const raw = request.raw.toString("utf8");
      const told = read(raw);
      if (told === undefined) throw new Refusal(400, "invalid", "Send an event of a call with webhook_api_version 2, as Telnyx does.");
      const host = await of.host({ ...(told.ours !== "" && { number: told.ours }), ...(slug !== undefined && { slug }) });
      if (host === undefined) throw new Refusal(404, "unknown_tenant", "No business has this number: paste the address that Settings shows.");
      const account = await of.credentials(host.tenant, "telnyx");
      const unsigned = refuseForged(request, account);
      const key = { tenant: host.tenant, provider: "telnyx", eventId: told.key };
      await onceKept(of, key, { body: raw, ...(unsigned && { unsigned: true }) }, () => effect(told, host, account));
      return { status: 200, type: "application/json", body: "{}" };
    },
  };

  /** The account is looked up when it is needed: keys change while calls run. */
  function commandsOf(tenant: TenantId): TelnyxCommands {
    const now = async (): Promise<TelnyxCommands> => {
      const account = await of.credentials(tenant, "telnyx");
      if (account === undefined) throw new Error("This business has no Telnyx account any more.");
      return telnyxCommands(account);
    };
    return {
      act: async (...command) => (await now()).act(...command),
      dial: async (order) => (await now()).dial(order),
    };
  }

  /** True when the request is unsigned and that is allowed here. */
  function refuseForged({ headers, raw }: HookRequest, account: ProviderCredentials["telnyx"] | undefined): boolean {
    if (account?.publicKey === undefined) {
      if (of.production) throw new Refusal(401, "unsigned", "Set this business's Telnyx public key first: unsigned requests are not taken.");
      return true;
    }
    const is = genuine(headers, raw, account.publicKey, clock.nowMs());
    if (is === "missing") throw new Refusal(401, "unsigned", "Telnyx-Signature-Ed25519 and Telnyx-Timestamp are missing.");
    if (is === "wrong") throw new Refusal(403, "wrong_signature", "The signature does not fit: check the public key of the portal, and this server's clock.");
    return false;
  }

  async function effect(told: TelnyxTold, host: Host, account: ProviderCredentials["telnyx"] | undefined): Promise<null> {
    if (account === undefined || told.session === "") return null;
    const call = callOf(told, host.tenant);
    if (told.type === "call.cost") return charged(told, host, call);
    if (account.assistantId !== undefined && told.direction === "inbound" && told.state === undefined) return watched(told, host, call, account);
    const running = await callRunning(told, host, call);
    if (running?.line instanceof TelnyxLine) running.line.take(told);
    await running?.durable();
    return null;
  }

  async function callRunning(told: TelnyxTold, { tenant }: Host, call: CallId): Promise<Running | undefined> {
    if (told.type !== "call.initiated" || told.direction !== "inbound") return engine.resume(tenant, call, reconnect);
    const [from, to] = [told.theirs, told.ours];
    const arrival = { tenant, number: to, channel: "telnyx", direction: "inbound", from, to, callId: call, external: told.session } as const;
    return engine.arrive({ ...arrival, cause: `telnyx ${told.session}:opened` }, reconnect).catch((problem: unknown) => {
      if (problem instanceof Refusal && problem.code === "call_ended") return undefined;
      throw problem;
    });
  }

  /** Telnyx's own assistant conducts the call: it is answered and handed to it, and we write down what is told. */
  async function watched(told: TelnyxTold, host: Host, call: CallId, account: ProviderCredentials["telnyx"]): Promise<null> {
    const act = telnyxCommands(account).act;
    const assistant = { id: account.assistantId };
    if (told.type === "call.initiated") await act(told.control, "answer", { command_id: `${call}-answer` });
    if (told.type === "call.answered") {
      await act(told.control, "ai_assistant_start", { assistant, command_id: `${call}-assistant` });
      await act(told.control, "transcription_start", { transcription_engine: "Deepgram", transcription_tracks: "both", command_id: `${call}-transcription` });
    }
    const base: ObservedCall = {
      provider: "telnyx",
      external: told.session,
      agent: { external: account.assistantId ?? "", name: "Telnyx AI" },
      direction: "inbound",
      from: told.theirs,
      to: told.ours,
      openedAtMs: told.atMs,
      said: [],
      ...(told.type === "call.answered" && { answeredAtMs: told.atMs }),
      ...(told.type === "call.hangup" && { answeredAtMs: told.atMs, ended: { atMs: told.atMs, why: endOf(told.payload) } }),
    };
    await observe(log, host.tenant, call, [...factsOf(base, host).slice(0, 1), ...saidIn(told), ...factsOf(base, host).slice(1)]);
    return null;
  }

  async function charged(told: TelnyxTold, { tenant }: Host, call: CallId): Promise<null> {
    const dollars = Number(told.payload["total_cost"]);
    if (!Number.isFinite(dollars)) return null;
    const event = { type: "call.charged", by: "telnyx", microCents: Math.round(dollars * 100 * 1_000_000) } as const;
    const fact: ObservedFact = { event, atMs: told.atMs, cause: `telnyx ${told.session}:charged` };
    const done = await observe(log, tenant, call, [fact]);
    if (done.is === "ours") engine.find(call)?.report({ event, cause: fact.cause });
    return null;
  }
}

/** Words of a watched call: each is one event of Telnyx's. */
function saidIn({ type, payload, key, atMs }: TelnyxTold): ObservedFact[] {
  const { transcript, is_final, transcription_track } = object(payload["transcription_data"]);
  if (type !== "call.transcription" || is_final !== true || text(transcript).trim() === "") return [];
  const words = text(transcript).trim();
  const event: ObservedFact["event"] =
    transcription_track === "outbound" ? { type: "speech.stopped", speech: "1.0", heard: words } : { type: "caller.said", leg: "caller", text: words };
  return [{ event, atMs, cause: `telnyx ${key}` }];
}

/** We name the calls and legs we dial; an inbound one is named by its session. */
const callOf = ({ state, session }: TelnyxTold, tenant: TenantId): CallId =>
  state !== undefined && /^[0-9a-f-]{36}$/.test(state.call) ? (state.call as CallId) : idOf<CallId>("telnyx", tenant, session);

function ourNumber(state: CallState | undefined): string | undefined {
  const ours = state?.opened?.direction === "outbound" ? state.opened.from : state?.opened?.to;
  return ours?.startsWith("+") ? ours : undefined;
}

export const telnyxState = (call: CallId): string => clientState({ call });
