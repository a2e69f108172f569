import type { Route } from "@firstring/contract/routes/route.ts";
import type { FastifyRequest } from "fastify";
import { Refusal } from "../lib/refusal.ts";
import type { SignedIn } from "../people/authenticate.ts";
import type { People } from "../people/people.ts";

/** What a request or a socket shows to say who it is. */
export type Credentials = { bearer?: string; apiKey?: string };

/** Who asks, checked against what the route allows; undefined only on a public route. */
export async function signIn(
  route: Pick<Route, "who" | "effect">,
  request: Pick<FastifyRequest, "headers">,
  people: Pick<People, "authenticate">,
): Promise<SignedIn | undefined> {
  const credentials = credentialsOf(request.headers);
  if (route.who === "public") return credentials === undefined ? undefined : people.authenticate(credentials).catch(onlyIfWrong);
  if (credentials === undefined) throw new Refusal(401, "unauthenticated", "Sign in: send `Authorization: Bearer <token>` or `x-api-key`.");
  const signedIn = await people.authenticate(credentials);
  if (!mayAsk(route, signedIn)) throw new Refusal(403, "forbidden", "Your role does not allow this. Ask an owner or admin of your business.");
  return signedIn;
}

/** An API key acts as an admin of its business, as far as its scopes go. */
export function mayAsk({ who, effect }: Pick<Route, "who" | "effect">, { person, scopes }: SignedIn): boolean {
  if (scopes !== undefined && !scopes.includes(effect ? "write" : "read")) return false;
  return who === "public" || who === "signed_in" || who.includes(person?.role ?? "ADMIN");
}

export function credentialsOf(headers: FastifyRequest["headers"]): Credentials | undefined {
  const apiKey = headers["x-api-key"];
  if (typeof apiKey === "string" && apiKey !== "") return { apiKey };
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];
  return bearer === undefined ? undefined : { bearer };
}

/** A stale token must not keep anyone from signing in anew. */
function onlyIfWrong(error: unknown): undefined {
  if (error instanceof Refusal && error.status === 401) return undefined;
  throw error;
}
