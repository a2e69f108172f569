import { createHash } from "node:crypto";
import type { EndReason } from "@firstring/contract/call/event.ts";
import type { ObservedCall } from "../../lib/observed-call.ts";

/** What Retell tells or asks in one webhook. Everything it may add later is accepted and ignored. */
export type RetellTold =
  | { is: "call"; event: string; call: string; ours: string; key: string; observed: ObservedCall }
  | { is: "inbound"; ours: string; theirs: string; key: string }
  | { is: "tool"; name: string; call: string; ours: string; input: Body; key: string }
  | { is: "other"; key: string };

export type Body = { [key: string]: unknown };
const object = (value: unknown): Body => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {});
const list = (value: unknown): Body[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number | undefined => (typeof value === "number" && Number.isFinite(value) ? value : undefined);

/** Reads one webhook; undefined when it is no object of Retell's. */
export function read(raw: string): RetellTold | undefined {
  let body: Body;
  try {
    body = object(JSON.parse(raw));
  } catch {
    return undefined;
  }
  const digest = createHash("sha256").update(raw).digest("hex").slice(0, 32);
  const event = text(body["event"]);
  const call = object(body["call"]);
  const id = text(call["call_id"]);
  if (event === "call_inbound") {
    const asked = object(body["call_inbound"]);
    return { is: "inbound", ours: text(asked["to_number"]), theirs: text(asked["from_number"]), key: `inbound:${digest}` };
  }
  if (event === "" && text(body["name"]) !== "" && id !== "")
    return { is: "tool", name: text(body["name"]), call: id, ours: oursOf(call), input: object(body["args"]), key: `${id}:tool:${digest}` };
  if (event === "") return undefined;
  if (id === "") return { is: "other", key: `${event}:${digest}` };
  const repeats = event === "transcript_updated" || event.startsWith("transfer_");
  return { is: "call", event, call: id, ours: oursOf(call), key: repeats ? `${id}:${event}:${digest}` : `${id}:${event}`, observed: observedOf(call, event) };
}

const oursOf = (call: Body): string => text(call["direction"] === "outbound" ? call["from_number"] : call["to_number"]);

/** The call of a webhook, or of `get-call`. @param event of the webhook; a listed call is as if it were analysed. */
export function observedOf(call: Body, event = "call_analyzed"): ObservedCall {
  const status = text(call["call_status"]);
  const started = number(call["start_timestamp"]);
  const reason = text(call["disconnection_reason"]);
  const isOver = event === "call_ended" || event === "call_analyzed" ? status !== "ongoing" && status !== "registered" : false;
  const openedAtMs = started ?? number(call["end_timestamp"]) ?? 0;
  const why = endOf(reason, status);
  const wasAnswered = started !== undefined && !NEVER_UP.has(why) && status !== "registered" && status !== "not_connected";
  const said = saidOf(list(call["transcript_object"] ?? call["transcript_with_tool_calls"]), openedAtMs);
  const cents = number(object(call["call_cost"])["combined_cost"]);
  return {
    provider: "retell",
    external: text(call["call_id"]),
    agent: { external: text(call["agent_id"]), name: text(call["agent_name"]) || "Retell" },
    direction: call["direction"] === "outbound" ? "outbound" : "inbound",
    from: text(call["from_number"]),
    to: text(call["to_number"]),
    openedAtMs,
    ...(wasAnswered && { answeredAtMs: openedAtMs }),
    // The last line of a live account may still grow.
    said: isOver ? said : said.slice(0, -1),
    ...(isOver && { ended: { atMs: number(call["end_timestamp"]) ?? openedAtMs, why } }),
    ...(isOver && cents !== undefined && { costCents: cents }),
  };
}

const NEVER_UP: ReadonlySet<EndReason> = new Set(["busy", "no_answer", "canceled"]);

function saidOf(lines: readonly Body[], openedAtMs: number): ObservedCall["said"] {
  return lines.flatMap((line) => {
    const words = text(line["content"]).trim();
    const role = text(line["role"]);
    const who = role === "user" ? ("caller" as const) : role === "agent" ? ("agent" as const) : undefined;
    const startSeconds = number(list(line["words"])[0]?.["start"]);
    return who === undefined || words === "" ? [] : [{ who, text: words, atMs: openedAtMs + Math.round((startSeconds ?? 0) * 1000) }];
  });
}

/** An open list of reasons: what is new counts as a failure only where it says so. */
export function endOf(reason: string, status: string): EndReason {
  if (reason === "user_hangup" || reason === "user_declined") return reason === "user_declined" ? "no_answer" : "caller_hung_up";
  if (reason === "agent_hangup" || reason === "ivr_reached" || reason === "manual_stopped") return "agent_hung_up";
  if (/^call_transfer|^transfer_bridged|^call_take_over/.test(reason)) return "transferred";
  if (reason === "voicemail_reached") return "voicemail";
  if (reason === "inactivity") return "silence";
  if (reason === "max_duration_reached") return "too_long";
  if (reason === "dial_busy") return "busy";
  if (reason === "dial_no_answer" || reason === "registered_call_timeout" || reason === "error_user_not_joined") return "no_answer";
  if (status === "error" || status === "not_connected" || /error|fail|invalid|limit|spam|scam|denied|unavailable|no_/.test(reason)) return "failed";
  return "caller_hung_up";
}
