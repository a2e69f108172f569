import type { z } from "zod";
import { nothing } from "../schemas/common.ts";
import type { Role } from "../schemas/role.ts";

/** Who may call a route: anyone, anyone signed in (CUSTOMER included), or these roles. */
export type Who = "public" | "signed_in" | readonly Role[];

/**
 * A route as data. From it come the server's validation, OpenAPI, the dashboard's typed client and the authorization test.
 * `reply` is the schema of `data` (shape "data" and "list") or of the whole body (shape "raw").
 */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = Readonly<{
  /** Stable name, `agents.create`: the OpenAPI operationId. */
  id: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Fastify form: `/api/agents/:id`. */
  path: string;
  /** Further paths that serve the same route. */
  also?: readonly string[];
  tag: string;
  summary: string;
  who: Who;
  params: Params;
  query: Query;
  body: Body;
  reply: Reply;
  /** `data`: { success, data }. `list`: { success, data, pagination }. `raw`: the reply as it is. `file`: bytes with a name and a type of their own. */
  shape: "data" | "list" | "raw" | "file";
  status: 200 | 201 | 202;
  /** Honours `Idempotency-Key`: set on every POST that has an effect, but never where the reply carries a secret (replies are kept for a day). */
  idempotent: boolean;
  /** Something happens, so an API key needs the scope `write`: all but GET, and the GETs that say so. */
  effect: boolean;
  /** Requests a minute from one address, where the common limit is too generous (sign-in, anything that costs money). */
  perMinute?: number;
}>;

type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Pick<
  Route,
  "id" | "method" | "path" | "tag" | "summary" | "who"
> &
  Partial<Pick<Route, "also" | "shape" | "status" | "idempotent" | "effect" | "perMinute">> & { params?: P; query?: Q; body?: B; reply: R };

/** Declares a route; what is not given is the common case. */
export function route<R extends z.ZodType, P extends z.ZodType = typeof nothing, Q extends z.ZodType = typeof nothing, B extends z.ZodType = typeof nothing>(
  given: Given<P, Q, B, R>,
): Route<P, Q, B, R> {
  const { params, query, body, shape = "data", status = 200, idempotent = given.method === "POST", effect = given.method !== "GET", ...rest } = given;
  return { ...rest, params: (params ?? nothing) as P, query: (query ?? nothing) as Q, body: (body ?? nothing) as B, shape, status, idempotent, effect };
}
