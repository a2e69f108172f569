import type { BookingData, CallData } from "@firstring/contract/schemas/outgoing-event.ts";
import type { CallFold } from "../calls/fold.ts";
import { intentOf, sentimentOf } from "../calls/mood.ts";
import { statusOf } from "../calls/status.ts";

const WHO = { caller: "Caller", agent: "Agent", supervisor: "Person" } as const;

/** What is told of a call as it stands after a fact. Pure. @param booking the newest this call made or changed. */
export function callData(callId: string, fold: CallFold, booking: BookingData | null): CallData {
  const { state, said, openedAtMs, answeredAtMs, endedAtMs, lastAtMs } = fold;
  const { opened, phase } = state;
  const ended = phase.is === "ended" ? phase : undefined;
  return {
    callId,
    direction: opened?.direction ?? "inbound",
    from: opened?.from ?? "",
    to: opened?.to ?? "",
    channel: opened?.channel ?? "chat",
    status: statusOf(fold).toLowerCase() as CallData["status"],
    duration: answeredAtMs === undefined ? 0 : Math.max(0, Math.round(((endedAtMs ?? lastAtMs) - answeredAtMs) / 1000)),
    aiHandled: !said.some(({ role }) => role === "supervisor") && !state.transferred && phase.is !== "handed_over",
    language: state.language,
    agent: { id: opened?.agent.id ?? "", name: opened?.agent.name ?? "", revision: opened?.agent.revision ?? 0 },
    startedAt: isoOf(openedAtMs ?? lastAtMs),
    answeredAt: answeredAtMs === undefined ? null : isoOf(answeredAtMs),
    endedAt: endedAtMs === undefined ? null : isoOf(endedAtMs),
    transcript: said.map(({ role, text }) => `${WHO[role]}: ${text}`).join("\n"),
    outcome: (ended?.outcome.toUpperCase() ?? null) as CallData["outcome"],
    endReason: ended?.why ?? null,
    intent: intentOf(fold),
    sentiment: sentimentOf(fold) as CallData["sentiment"],
    booking,
  };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
