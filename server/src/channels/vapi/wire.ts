import { createHash } from "node:crypto";
import type { EndReason } from "@firstring/contract/call/event.ts";
import type { ObservedCall } from "../../lib/observed-call.ts";

/** What Vapi tells or asks in one server message. Everything it may add later is accepted and ignored. */
export type VapiTold = Readonly<{
  type: string;
  /** Vapi's id of the call. */
  call: string;
  /** The number called (ours), where there is one. */
  ours: string;
  /** The same happening told twice has the same key. */
  key: string;
  /** The call as far as this message tells of it; absent for what says nothing of it. */
  observed: ObservedCall | undefined;
  /** The assistant's model is ours: the conversation is in our own log. */
  isOurs: boolean;
  tools: readonly VapiTool[];
}>;
export type VapiTool = { id: string; name: string; input: Record<string, unknown> };

type Body = { [key: string]: unknown };
const object = (value: unknown): Body => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {});
const list = (value: unknown): Body[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const time = (value: unknown): number | undefined => {
  const at = typeof value === "number" ? value : Date.parse(text(value));
  return Number.isFinite(at) ? at : undefined;
};

/** Reads one server message; undefined when it names no call. */
export function read(raw: string): VapiTold | undefined {
  const message = object(object(parsed(raw))["message"]);
  const call = object(message["call"]);
  const id = text(call["id"]);
  const type = text(message["type"]).replace(/\[.*\]$/, "");
  if (id === "" || type === "") return undefined;
  return {
    type,
    call: id,
    ours: text(object(message["phoneNumber"] ?? call["phoneNumber"])["number"]),
    key: keyOf(type, id, message, raw),
    observed: observedOf(type, message, call),
    isOurs: text(object(object(message["assistant"] ?? call["assistant"])["model"])["provider"]) === "custom-llm",
    tools: toolsOf(message),
  };
}

/** There is no id of a message: a report is one a call, a status one a state, anything else is known by its bytes. */
function keyOf(type: string, id: string, message: Body, raw: string): string {
  if (type === "end-of-call-report" || type === "assistant-request") return `${id}:${type}`;
  if (type === "status-update") return `${id}:${type}:${text(message["status"])}`;
  return `${id}:${type}:${createHash("sha256").update(raw).digest("hex").slice(0, 32)}`;
}

const LIVE = new Set(["status-update", "conversation-update", "end-of-call-report"]);

function observedOf(type: string, message: Body, call: Body): ObservedCall | undefined {
  if (!LIVE.has(type)) return undefined;
  const status = text(message["status"]);
  const outbound = text(call["type"]) === "outboundPhoneCall";
  const ours = text(object(message["phoneNumber"] ?? call["phoneNumber"])["number"]);
  const theirs = text(object(message["customer"] ?? call["customer"])["number"]);
  const sentAtMs = time(message["timestamp"]) ?? 0;
  const openedAtMs = time(call["createdAt"]) ?? time(call["startedAt"]) ?? sentAtMs;
  const isReport = type === "end-of-call-report";
  const reason = text(message["endedReason"] ?? call["endedReason"]);
  const said = saidOf(list(isReport ? (object(message["artifact"])["messages"] ?? message["messages"]) : message["messages"]), openedAtMs);
  const startedAtMs = time(message["startedAt"]) ?? time(call["startedAt"]);
  const isUp = startedAtMs !== undefined || status === "in-progress" || said.length > 0;
  const endedAtMs = time(message["endedAt"]) ?? time(call["endedAt"]) ?? sentAtMs;
  const gone = { atMs: endedAtMs, why: endOf(reason) };
  const cost = message["cost"] ?? call["cost"];
  return {
    provider: "vapi",
    external: text(call["id"]),
    agent: { external: text(call["assistantId"]), name: text(object(message["assistant"] ?? call["assistant"])["name"]) || "Vapi" },
    direction: outbound ? "outbound" : "inbound",
    from: outbound ? ours : theirs,
    to: outbound ? theirs : ours,
    openedAtMs,
    ...(isUp && { answeredAtMs: startedAtMs ?? openedAtMs }),
    // The last line of a live account may still grow.
    said: isReport ? said : said.slice(0, -1),
    ...(status === "ended" && { hungUp: gone }),
    ...(isReport && { ended: gone }),
    ...(isReport && typeof cost === "number" && { costCents: cost * 100 }),
  };
}

function saidOf(messages: readonly Body[], openedAtMs: number): ObservedCall["said"] {
  return messages.flatMap((line) => {
    const words = text(line["message"] ?? line["content"]).trim();
    const role = text(line["role"]);
    const who = role === "user" ? ("caller" as const) : role === "bot" || role === "assistant" ? ("agent" as const) : undefined;
    return who === undefined || words === "" ? [] : [{ who, text: words, atMs: time(line["time"]) ?? openedAtMs }];
  });
}

/** 597 reasons and counting: told apart by their beginnings. */
export function endOf(reason: string): EndReason {
  if (reason === "voicemail") return "voicemail";
  if (reason === "customer-busy") return "busy";
  if (/^customer-did-not-answer|no-answer/.test(reason)) return "no_answer";
  if (/^assistant-forwarded-call|^call\.forwarding\.(?!.*error)/.test(reason)) return "transferred";
  if (/^assistant-(ended|said)/.test(reason)) return "agent_hung_up";
  if (reason === "silence-timed-out") return "silence";
  if (reason === "exceeded-max-duration") return "too_long";
  if (/^(manually-canceled|call\.ringing\.hook)/.test(reason)) return "canceled";
  if (/error|fail|not-found|unavailable|twilio-/.test(reason)) return "failed";
  return "caller_hung_up";
}

/** Three shapes of one thing are in the wild. */
function toolsOf(message: Body): VapiTool[] {
  const calls = list(message["toolCallList"] ?? message["toolCalls"]);
  const legacy = object(message["functionCall"]);
  if (calls.length === 0 && text(legacy["name"]) !== "")
    return [{ id: text(legacy["name"]), name: text(legacy["name"]), input: inputOf(legacy["parameters"]) }];
  return calls.map((one) => {
    const inner = object(one["function"]);
    return {
      id: text(one["id"]),
      name: text(inner["name"]) || text(one["name"]),
      input: inputOf(inner["arguments"] ?? one["arguments"] ?? one["parameters"]),
    };
  });
}

const inputOf = (value: unknown): Record<string, unknown> => object(typeof value === "string" ? parsed(value) : value);

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
