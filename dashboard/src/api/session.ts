/** Who is signed in on this browser. The token is short-lived; the refresh token works once and is replaced. */
export type Session = Readonly<{ token: string; refreshToken: string }>;

const KEY = "firstring.session";
/** Whether this browser keeps anything at all. */
const stored = canStore();
let current = read();

export const session = (): Session | undefined => current;

export function keepSession(next: Session | undefined): void {
  current = next;
  try {
    if (next === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Without storage the session lives as long as the page.
  }
}

/** What another tab may have written since; without storage, what this page holds. */
export function rereadSession(): Session | undefined {
  if (stored) current = read();
  return current;
}

/** Milliseconds since 1970 at which the token stops working; 0 when it cannot be read. */
export function expiresAtMs(token: string): number {
  try {
    const claims: unknown = JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof claims === "object" && claims !== null && "exp" in claims && typeof claims.exp === "number" ? claims.exp * 1000 : 0;
  } catch {
    return 0;
  }
}

function read(): Session | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("token" in kept) || !("refreshToken" in kept)) return undefined;
    return typeof kept.token === "string" && typeof kept.refreshToken === "string" ? { token: kept.token, refreshToken: kept.refreshToken } : undefined;
  } catch {
    return undefined;
  }
}

function canStore(): boolean {
  try {
    return localStorage.getItem(KEY) !== undefined;
  } catch {
    return false;
  }
}

// Signing out (or in) in one tab does so in all of them.
if (typeof window !== "undefined") {
  window.addEventListener("storage", ({ key }) => {
    if (key === KEY) current = read();
  });
}
