import type { Route } from "@firstring/contract/routes/route.ts";
import type { FastifyRequest } from "fastify";
import { newId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { failure, refusalOf } from "./failures.ts";
import { claim, type Scope } from "./idempotency-keys.ts";
import { HANDLER_MS, IDEMPOTENCY_KEY_CHARS } from "./limits.ts";
import type { Parts } from "./parts.ts";
import { sha256 } from "./sha256.ts";

/** What a request may do: run without a key, run as the first with its key, or get the reply that is kept. */
export type Attempt =
  | { is: "free"; key: string }
  | { is: "first"; key: string; keep(status: number, body: string): Promise<void>; failed(error: unknown, requestId: string): Promise<void> }
  | { is: "replay"; status: number; body: string };

/** The rules of Stripe: same key and request, same reply; same key and another request, 422; while the first is at work, 409. */
export async function attempt(route: Route, repeatable: boolean, request: FastifyRequest, parts: Parts): Promise<Attempt> {
  const given = request.headers["idempotency-key"];
  const { signedIn } = request;
  if (!route.idempotent || given === undefined || signedIn === undefined) return { is: "free", key: `${route.id}/${newId()}` };
  if (typeof given !== "string" || !/^[\x21-\x7e]+$/.test(given) || given.length > IDEMPOTENCY_KEY_CHARS) {
    throw new Refusal(400, "invalid", `Write Idempotency-Key as 1 to ${IDEMPOTENCY_KEY_CHARS} visible ASCII characters, e.g. a UUID.`);
  }
  const scope: Scope = { tenant: signedIn.tenant, route: route.id, person: signedIn.person?.id ?? signedIn.key ?? "", key: given };
  const found = await claim(parts.db, scope, fingerprint(request), repeatable, parts.clock.nowMs(), HANDLER_MS);
  switch (found.is) {
    case "kept":
      return { is: "replay", status: found.status, body: found.body };
    case "another":
      throw new Refusal(422, "idempotency_mismatch", "This Idempotency-Key was used for another request. Use a new key.");
    case "busy":
      throw new Refusal(409, "idempotency_concurrent", "The first request with this Idempotency-Key is still at work. Try again shortly.", {
        retryAfterMs: 1000,
      });
    case "unknown":
      throw new Refusal(
        409,
        "outcome_unknown",
        "The first request with this Idempotency-Key was cut off. Look whether it took effect before you send it again with a new key.",
      );
    case "claimed":
      return {
        is: "first",
        key: [scope.tenant, scope.route, scope.person, scope.key].join("/"),
        keep: found.keep,
        failed: (error, requestId) => settle(found, refusalOf(error), requestId),
      };
  }
}

/** A refusal that judges only this moment is forgotten, so that the key can be tried again; every other answer is final. */
async function settle(
  claimed: { keep(status: number, body: string): Promise<void>; forget(): Promise<void> },
  refusal: Refusal,
  requestId: string,
): Promise<void> {
  const passing = [400, 401, 403, 413, 429, 503].includes(refusal.status);
  await (passing ? claimed.forget() : claimed.keep(refusal.status, JSON.stringify(failure(refusal, requestId))));
}

function fingerprint(request: FastifyRequest): string {
  return sha256(JSON.stringify([request.method, request.url, request.body ?? null]));
}
