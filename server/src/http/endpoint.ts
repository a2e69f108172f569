import type { Route } from "@firstring/contract/routes/route.ts";
import type { Role } from "@firstring/contract/schemas/role.ts";
import type { z } from "zod";
import type { PersonId, TenantId } from "../lib/ids.ts";
import type { Parts } from "./parts.ts";

/** The human who asks, by which sign-in; `customer` is true for those who see only what is theirs. */
export type Asker = { id: PersonId; role: Role; email: string; name: string; session: string; customer: boolean };

export type Input<R extends Route> = Readonly<{
  params: z.output<R["params"]>;
  query: z.output<R["query"]>;
  body: z.output<R["body"]>;
  /** Reading it where nobody is signed in (a public route) is refused with 401. */
  tenant: TenantId;
  /** Absent on public routes without credentials, and for an API key, which acts as an admin. */
  person?: Asker;
  /** Name and prefix of the API key that asks. */
  key?: string;
  /** `<tenant>/<route>/<person>/<Idempotency-Key>`, or a fresh one: the same wish twice carries the same. */
  idempotencyKey: string;
  requestId: string;
  origin: { ip: string };
}>;

/** Shape "data" and "raw": the reply itself. Shape "list": the rows of this page and how many there are in all. Shape "file": the bytes. */
export type Answer<R extends Route> = z.output<R["reply"]> | { rows: z.output<R["reply"]>; total: number } | File;

/** Something to keep: bytes of a media type, under a name. */
export type File = Readonly<{ name: string; type: string; bytes: Buffer }>;

export type Handle<R extends Route> = (input: Input<R>, parts: Parts) => Promise<Answer<R>>;

export type Endpoint = Readonly<{
  kind: "endpoint";
  route: Route;
  handle: (input: Input<Route>, parts: Parts) => Promise<unknown>;
  /** See `Habits`. */
  repeatable: boolean;
}>;

export type Habits = {
  /** The handler hands `idempotencyKey` on and so may run again when a crash left its outcome unknown; others answer 409 then. */
  repeatable?: boolean;
};

/** Ties a route to the function that serves it. One per file in `http/api/`, as its default export. */
export function endpoint<R extends Route>(route: R, handle: Handle<R>, habits: Habits = {}): Endpoint {
  return { kind: "endpoint", route, handle: handle as unknown as Endpoint["handle"], repeatable: habits.repeatable ?? false };
}
