import type { Role } from "@firstring/contract/schemas/role.ts";

/** Whether `actor` may give `role` to somebody (by invitation, promotion or API key). Only an OWNER makes an OWNER or an ADMIN. */
export function mayGive(actor: Role, role: Role): boolean {
  switch (actor) {
    case "OWNER":
      return true;
    case "ADMIN":
      return role === "SUPERVISOR" || role === "OPERATOR" || role === "CUSTOMER";
    case "SUPERVISOR":
    case "OPERATOR":
    case "CUSTOMER":
      return false;
  }
}

/** Whether `actor` may change or remove somebody who has `role`: who could not have given it may not take it either. */
export const mayTake = (actor: Role, role: Role): boolean => mayGive(actor, role);
