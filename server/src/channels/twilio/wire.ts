import { createHash } from "node:crypto";
import type { EndReason, SpeechId } from "@firstring/contract/call/event.ts";
import { paramsOf } from "./signature.ts";

/** What Twilio tells us in one webhook. Everything it may add later is accepted and ignored. */
export type Told = Readonly<{
  callSid: string;
  accountSid: string;
  /** The tenant's own number and the other party's, whichever way the call goes (E.164, or what the carrier writes instead). */
  ours: string;
  theirs: string;
  direction: "inbound" | "outbound";
  /** The call this request belongs to, where we named it ourselves (outbound). */
  call: string | undefined;
  what: What;
  /** The same happening told twice has the same key. */
  key: string;
}>;

export type What =
  | { is: "voice" }
  | { is: "gather"; exchange: Exchange; result: GatherResult }
  | { is: "more"; exchange: Exchange }
  | { is: "dialled"; exchange: Exchange; status: DialStatus; bridged: boolean }
  /** The leg of a person we dialled asks what they hear before the caller is joined, or tells whether they took the call. */
  | { is: "person"; leg: string; on: "brief" | "taken"; pressed: boolean }
  | { is: "status"; status: CallStatus; sequence: number; answeredBy: "human" | "machine" | undefined }
  | { is: "machine"; answeredBy: "human" | "machine" | undefined }
  | { is: "recording"; status: string }
  | { is: "unknown" };

export type GatherResult = { is: "speech"; text: string; confidence: number | undefined } | { is: "digits"; digits: string } | { is: "empty" };
export type CallStatus = "queued" | "initiated" | "ringing" | "in-progress" | "completed" | "busy" | "no-answer" | "canceled" | "failed";
export type DialStatus = "completed" | "answered" | "busy" | "no-answer" | "failed" | "canceled";

/** Our own bookkeeping, carried in the query of an action address (and so under Twilio's signature): any node can go on from it. */
export type Exchange = Readonly<{
  /** Counts our replies in this call. */
  n: number;
  /** Speeches that were spoken before the caller could interrupt, and those that could be interrupted, in order. */
  whole: readonly SpeechId[];
  inside: readonly SpeechId[];
  /** When we replied, in milliseconds since 1970. */
  sentMs: number;
}>;

/** Reads one webhook; undefined when it names no call. `url` is path and query as requested. */
export function read(url: string, body: string, idempotencyToken: string | undefined): Told | undefined {
  const form = first(paramsOf(body));
  const query = new URLSearchParams(url.split("?")[1] ?? "");
  const leg = query.get("leg");
  // A person's leg is a call of its own at Twilio: ours is its parent.
  const callSid = (leg === null ? undefined : form["ParentCallSid"]) ?? form["CallSid"] ?? "";
  if (!/^CA[0-9a-f]{32}$/i.test(callSid)) return undefined;
  const outbound = (form["Direction"] ?? "inbound").startsWith("outbound");
  const what = whatOf(form, query);
  return {
    callSid,
    accountSid: form["AccountSid"] ?? "",
    ours: (outbound ? form["From"] : form["To"]) ?? "",
    theirs: (outbound ? form["To"] : form["From"]) ?? "",
    direction: outbound ? "outbound" : "inbound",
    call: query.get("call") ?? undefined,
    what,
    key: `${callSid}:${keyOf(what, form, idempotencyToken ?? digest(body))}`,
  };
}

/** The query that carries an exchange; the opposite of `exchangeOf`. */
export function queryOf(on: "gather" | "more" | "dial", { n, whole, inside, sentMs }: Exchange): string {
  const query = new URLSearchParams({ on, n: String(n), at: String(sentMs) });
  if (whole.length > 0) query.set("w", whole.join(","));
  if (inside.length > 0) query.set("i", inside.join(","));
  return query.toString();
}

/**
 * Appended to every address we give the carrier: it asks again when we do not answer, instead of giving the caller up.
 * A fragment is neither sent nor signed (Twilio, "Webhooks: Connection Overrides").
 */
export const ASK_AGAIN = "#rc=5&rp=5xx,ct,rt";

/** How a status callback ends the caller's leg; undefined while the call goes on. */
export function endOf(status: CallStatus): EndReason | undefined {
  switch (status) {
    case "completed":
      return "caller_hung_up";
    case "busy":
      return "busy";
    case "no-answer":
      return "no_answer";
    case "canceled":
      return "canceled";
    case "failed":
      return "failed";
    default:
      return undefined;
  }
}

function whatOf(form: Form, query: URLSearchParams): What {
  const { CallStatus, DialCallStatus } = form;
  // Our own address, signed: whatever feature the carrier comes from, it asks how to go on.
  if (query.get("on") === "more" && !isDialStatus(DialCallStatus)) return { is: "more", exchange: exchangeOf(query) };
  if (elsewhere.some((field) => form[field] !== undefined)) return { is: "unknown" };
  const leg = query.get("leg");
  if (leg !== null) return { is: "person", leg, on: query.get("on") === "taken" ? "taken" : "brief", pressed: (form["Digits"] ?? "") !== "" };
  if (isDialStatus(DialCallStatus)) return { is: "dialled", exchange: exchangeOf(query), status: DialCallStatus, bridged: form["DialBridged"] !== "false" };
  if (form["RecordingSource"] !== undefined || (form["RecordingUrl"] !== undefined && form["CallbackSource"] === undefined)) {
    return { is: "recording", status: form["RecordingStatus"] ?? "completed" };
  }
  if (query.get("on") === "gather" || form["SpeechResult"] !== undefined || form["Digits"] !== undefined) {
    return { is: "gather", exchange: exchangeOf(query), result: resultOf(form) };
  }
  if (form["MachineDetectionDuration"] !== undefined && form["CallbackSource"] === undefined) return { is: "machine", answeredBy: answererOf(form) };
  if (!isCallStatus(CallStatus)) return { is: "unknown" };
  if (form["CallbackSource"] === "call-progress-events" || form["SequenceNumber"] !== undefined || endOf(CallStatus) !== undefined) {
    return { is: "status", status: CallStatus, sequence: Number(form["SequenceNumber"] ?? 0), answeredBy: answererOf(form) };
  }
  return { is: "voice" };
}

/** Fields of features that this line does not use; their callbacks are accepted and ignored. */
const elsewhere = ["UnstableSpeechResult", "TranscriptionSid", "ConferenceSid", "StreamSid", "SessionId", "MessageSid"];

function resultOf(form: Form): GatherResult {
  const text = form["SpeechResult"]?.trim() ?? "";
  const confidence = Number(form["Confidence"]);
  if (text !== "") return { is: "speech", text, confidence: confidence > 0 && confidence <= 1 ? confidence : undefined };
  const digits = form["Digits"]?.replace(/[^0-9*#A-D]/gi, "") ?? "";
  return digits === "" ? { is: "empty" } : { is: "digits", digits };
}

function exchangeOf(query: URLSearchParams): Exchange {
  const count = (name: string): number => Math.max(0, Math.trunc(Number(query.get(name) ?? 0)) || 0);
  const speeches = (name: string): SpeechId[] => (query.get(name) ?? "").split(",").filter(isSpeechId);
  return { n: count("n"), whole: speeches("w"), inside: speeches("i"), sentMs: count("at") };
}

function keyOf(what: What, form: Form, fallback: string): string {
  switch (what.is) {
    case "voice":
      return "voice";
    case "gather":
    case "more":
    case "dialled":
      return what.exchange.n > 0 ? `${what.is}:${what.exchange.n}` : `${what.is}:${fallback}`;
    case "person":
      return `${what.leg}:${what.on}:${form["CallSid"] ?? fallback}`;
    case "status":
      return `${what.status}:${what.sequence}`;
    case "machine":
      return "amd";
    case "recording":
      return `${form["RecordingSid"] ?? ""}:${what.status}`;
    case "unknown":
      return `unknown:${fallback}`;
    default:
      return what satisfies never;
  }
}

type Form = Readonly<Record<string, string | undefined>>;

const first = (params: Record<string, string | string[]>): Form =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]));
const digest = (body: string): string => createHash("sha256").update(body).digest("hex").slice(0, 32);
const statuses: readonly string[] = [
  "queued",
  "initiated",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "no-answer",
  "canceled",
  "failed",
] satisfies CallStatus[];
const dialStatuses: readonly string[] = ["completed", "answered", "busy", "no-answer", "failed", "canceled"] satisfies DialStatus[];
const isCallStatus = (value: string | undefined): value is CallStatus => value !== undefined && statuses.includes(value);
const isDialStatus = (value: string | undefined): value is DialStatus => value !== undefined && dialStatuses.includes(value);
const isSpeechId = (value: string): value is SpeechId => /^\d{1,6}\.\d{1,6}$/.test(value);
const answererOf = ({ AnsweredBy }: Form): "human" | "machine" | undefined =>
  AnsweredBy === undefined || AnsweredBy === "unknown" ? undefined : AnsweredBy === "human" ? "human" : "machine";
