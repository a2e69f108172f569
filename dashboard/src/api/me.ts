import { getMe, logOut } from "@firstring/contract/routes/auth.ts";
import { getTenant } from "@firstring/contract/routes/tenant.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { call } from "./client.ts";
import { one, queries } from "./queries.ts";
import { keepSession, type Session, session } from "./session.ts";

/** Who is signed in; known before any page inside is drawn. */
export const useMe = () => useSuspenseQuery({ ...one(getMe, {}), staleTime: 5 * 60_000 }).data;

/** The business that is looked at; customers may not read it. */
export function useBusiness() {
  const works = useMay(["OWNER", "ADMIN", "SUPERVISOR", "OPERATOR"]);
  return useQuery({ ...one(getTenant, {}), staleTime: 5 * 60_000, enabled: works }).data;
}

/** Whether the signed-in person has one of these roles. */
export const useMay = (roles: readonly Role[]): boolean => roles.includes(useMe().role);

/** Begins a session: everything known of an earlier one is forgotten first. */
export function enter(next: Session): void {
  queries.clear();
  keepSession({ token: next.token, refreshToken: next.refreshToken });
}

/** Ends the session here at once; the server is told, and may be away. */
export async function leave(): Promise<void> {
  const ended = session();
  const told = ended === undefined ? undefined : call(logOut, { body: { refreshToken: ended.refreshToken } }).catch(() => undefined);
  keepSession(undefined);
  queries.clear();
  await told;
}
