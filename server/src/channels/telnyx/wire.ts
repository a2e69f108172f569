import type { EndReason } from "@firstring/contract/call/event.ts";

/** Our own bookkeeping, which Telnyx echoes on every later event of a leg. */
export type ClientState = { call: string; leg?: string };

/** What Telnyx tells of one leg. Everything it may add later is accepted and ignored. */
export type TelnyxTold = Readonly<{
  /** Telnyx's id of the event: the same twice is the same event. */
  key: string;
  type: string;
  atMs: number;
  /** The handle of the leg, for commands. */
  control: string;
  session: string;
  state: ClientState | undefined;
  ours: string;
  theirs: string;
  direction: "inbound" | "outbound";
  payload: Readonly<Record<string, unknown>>;
}>;

/** Reads one webhook; undefined when it is no event of a call. */
export function read(raw: string): TelnyxTold | undefined {
  let data: Record<string, unknown>;
  try {
    data = object((JSON.parse(raw) as { data?: unknown } | null)?.data);
  } catch {
    return undefined;
  }
  const payload = object(data["payload"]);
  const [key, type] = [text(data["id"]), text(data["event_type"])];
  if (key === "" || type === "") return undefined;
  const outbound = payload["direction"] === "outgoing";
  const [from, to] = [text(payload["from"]), text(payload["to"])];
  return {
    key,
    type,
    atMs: Date.parse(text(data["occurred_at"])) || 0,
    control: text(payload["call_control_id"]),
    session: text(payload["call_session_id"]),
    state: stateOf(text(payload["client_state"])),
    ours: outbound ? from : to,
    theirs: outbound ? to : from,
    direction: outbound ? "outbound" : "inbound",
    payload,
  };
}

export const clientState = (state: ClientState): string => Buffer.from(JSON.stringify(state)).toString("base64");

function stateOf(encoded: string): ClientState | undefined {
  if (encoded === "") return undefined;
  try {
    const { call, leg } = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as Record<string, unknown>;
    return typeof call === "string" ? { call, ...(typeof leg === "string" && { leg }) } : undefined;
  } catch {
    return undefined; // somebody else's
  }
}

/** How a hang-up ends a leg. */
export function endOf({ hangup_cause: cause }: Readonly<Record<string, unknown>>): EndReason {
  switch (cause) {
    case "normal_clearing":
      return "caller_hung_up";
    case "user_busy":
      return "busy";
    case "timeout":
    case "no_answer":
      return "no_answer";
    case "originator_cancel":
      return "canceled";
    case "time_limit":
      return "too_long";
    default:
      return "failed";
  }
}

export const text = (value: unknown): string => (typeof value === "string" ? value : "");
export const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
