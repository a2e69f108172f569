import { expiresAtMs, keepSession, rereadSession, type Session, session } from "./session.ts";

/** A token this close to its end is replaced before it is used. */
const MARGIN_MS = 20_000;
let underWay: Promise<Session | undefined> | undefined;

/** A session whose token works, refreshed first where it is about to end; undefined when nobody is signed in any more. */
export async function freshSession(nowMs = Date.now()): Promise<Session | undefined> {
  const held = session();
  if (held === undefined || expiresAtMs(held.token) - nowMs > MARGIN_MS) return held;
  return refresh(held);
}

/**
 * Trades the refresh token for a new pair. One at a time in this tab and, where the browser has locks, across tabs:
 * a refresh token works once, and using it twice would sign everyone out.
 */
export function refresh(spent: Session): Promise<Session | undefined> {
  underWay ??= locked(() => trade(spent)).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function trade(spent: Session): Promise<Session | undefined> {
  const now = rereadSession();
  if (now === undefined || now.refreshToken !== spent.refreshToken) return now; // another tab was faster
  const response = await fetch("/api/auth/refresh", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ refreshToken: spent.refreshToken }),
  });
  if (response.status === 401 || response.status === 403) {
    keepSession(undefined);
    return undefined;
  }
  if (!response.ok) return now; // the server is unwell; the session is not
  const body = (await response.json()) as Session;
  const next = { token: body.token, refreshToken: body.refreshToken };
  keepSession(next);
  return next;
}

const locked = <T>(work: () => Promise<T>): Promise<T> =>
  typeof navigator !== "undefined" && "locks" in navigator ? navigator.locks.request("firstring.refresh", work) : work();
