import { z } from "zod";

/** OPERATOR is a human who takes calls; CUSTOMER sees only their own bookings and conversations. */
export const roles = ["OWNER", "ADMIN", "SUPERVISOR", "OPERATOR", "CUSTOMER"] as const;
export const role = z.enum(roles);
export type Role = (typeof roles)[number];

/** Everyone who works for the tenant. */
export const staff = ["OWNER", "ADMIN", "SUPERVISOR", "OPERATOR"] as const satisfies readonly Role[];
export const admins = ["OWNER", "ADMIN"] as const satisfies readonly Role[];
/** Who may listen to, speak in and take over a call. */
export const supervisors: readonly Role[] = ["OWNER", "ADMIN", "SUPERVISOR"];
