/** Waits before each attempt, the first at once: seconds for a hiccup, minutes for a deployment, hours for an outage, three days in all. */
export const WAITS_MS: readonly number[] = [0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000];
/** So many receivers that failed together do not come back together. */
const JITTER = 0.2;
/** A receiver that asks us to wait longer than the longest wait is asked again then. */
const LONGEST_WAIT_MS = 86_400_000;

/** What came of an attempt. `retryAfterMs` is what the receiver asked for. */
export type Met = { is: "answered"; status: number; retryAfterMs?: number } | { is: "failed" };
export type Verdict = { is: "delivered" } | { is: "again"; afterMs: number } | { is: "dead" } | { is: "gone" };

/**
 * What becomes of a delivery. Any 2xx is delivered; 410 means never again; all else, redirects among it, is tried again until the schedule is used up.
 * @param attempts in this round, the one just made included. @param chance from 0 to 1.
 */
export function verdict(met: Met, attempts: number, chance: number): Verdict {
  if (met.is === "answered" && met.status >= 200 && met.status < 300) return { is: "delivered" };
  if (met.is === "answered" && met.status === 410) return { is: "gone" };
  const waitMs = WAITS_MS[attempts];
  if (waitMs === undefined) return { is: "dead" };
  const jittered = Math.round(waitMs * (1 - JITTER + 2 * JITTER * chance));
  const asked = met.is === "answered" ? Math.min(met.retryAfterMs ?? 0, LONGEST_WAIT_MS) : 0;
  return { is: "again", afterMs: Math.max(jittered, asked) };
}

/** RFC 9110 `Retry-After`: seconds or a date. Undefined when it is neither. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const atMs = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
