import type { Route } from "@firstring/contract/routes/route.ts";
import type { pagination } from "@firstring/contract/schemas/common.ts";
import type { z } from "zod";
import { newKey } from "../lib/key.ts";
import { Problem, problemOf } from "./problem.ts";
import { freshSession, refresh } from "./refresh.ts";
import { session } from "./session.ts";

export type Reply<R extends Route> = z.output<R["reply"]>;
export type Row<R extends Route> = Reply<R> extends readonly (infer Each)[] ? Each : Reply<R>;
export type Page<R extends Route> = { rows: Row<R>[]; pagination: z.output<typeof pagination> };

/** What a route wants of its caller: a part that may be left out is optional here too. */
export type Given<R extends Route> = Part<"params", z.input<R["params"]>> & Part<"query", z.input<R["query"]>> & Part<"body", z.input<R["body"]>>;
type Part<K extends string, T> = unknown extends T
  ? { [P in K]?: T }
  : undefined extends T
    ? { [P in K]?: T }
    : object extends T
      ? { [P in K]?: T }
      : { [P in K]: T };
type Loose = { params?: unknown; query?: unknown; body?: unknown };

/** Calls a route and gives its `data` (or, for a raw route, the whole body). @throws Problem */
export async function call<R extends Route>(route: R, given: Given<R>, signal?: AbortSignal): Promise<Reply<R>> {
  const body = await send(route, given, signal);
  return (route.shape === "raw" ? body : (body as { data: unknown }).data) as Reply<R>;
}

/** Calls a list route: its rows and where they stand in the whole. @throws Problem */
export async function list<R extends Route>(route: R, given: Given<R>, signal?: AbortSignal): Promise<Page<R>> {
  const body = (await send(route, given, signal)) as { data: Row<R>[]; pagination: Page<R>["pagination"] };
  return { rows: body.data, pagination: body.pagination };
}

async function send(route: Route, given: Loose, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await fetched(route, given, signal);
  return response.status === 204 ? { data: undefined } : response.json();
}

/** The answer of a route as it came, signed in again where that was needed. @throws Problem */
export async function fetched(route: Route, given: Loose, signal?: AbortSignal): Promise<Response> {
  // One key for all tries of one wish: the second try of a lost answer has no second effect.
  const key = route.idempotent && route.method === "POST" ? newKey() : undefined;
  const used = route.who === "public" ? session() : await freshSession();
  let response = await request(route, given, used?.token, key, signal);
  if (response.status === 401 && used !== undefined && route.who !== "public") {
    const next = await refresh(used);
    if (next !== undefined) response = await request(route, given, next.token, key, signal);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function request(route: Route, given: Loose, token: string | undefined, key: string | undefined, signal: AbortSignal | undefined): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
  if (key !== undefined) headers["idempotency-key"] = key;
  if (given.body !== undefined) headers["content-type"] = "application/json";
  const init: RequestInit = { method: route.method, headers, ...(signal && { signal }) };
  if (given.body !== undefined) init.body = JSON.stringify(given.body);
  try {
    return await fetch(address(route.path, given.params, given.query), init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Problem(0, "unreachable", "The server does not answer. Check that it runs and that you are online.");
  }
}

/** `/api/calls/:id` with its parameters and its query filled in; members that are undefined or "" are left out. */
export function address(path: string, params: unknown = {}, query: unknown = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) if (value !== undefined && value !== "") search.set(name, String(value));
  const text = search.toString();
  return text === "" ? filled : `${filled}?${text}`;
}
