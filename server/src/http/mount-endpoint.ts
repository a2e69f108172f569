import type { Route } from "@firstring/contract/routes/route.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../lib/refusal.ts";
import type { SignedIn } from "../people/authenticate.ts";
import type { Endpoint, File, Input } from "./endpoint.ts";
import { envelope } from "./envelope.ts";
import { type Attempt, attempt } from "./idempotency.ts";
import { pagination } from "./pages.ts";
import type { Parts } from "./parts.ts";
import { signIn } from "./sign-in.ts";
import { textOnly } from "./text-only.ts";

/** Puts an endpoint on the server, on its path and every further one. */
export function mountEndpoint(app: FastifyInstance, endpoint: Endpoint, parts: Parts): void {
  const { route } = endpoint;
  for (const url of [route.path, ...(route.also ?? [])]) {
    app.route<{ Body: unknown; Querystring: unknown; Params: unknown }>({
      method: route.method,
      url,
      schema: schemas(route),
      config: route.perMinute === undefined ? {} : { rateLimit: { max: route.perMinute, timeWindow: 60_000 } },
      onRequest: async (request) => {
        request.signedIn = await signIn(route, request, parts.people);
      },
      preValidation: async (request) => {
        textOnly("params", request.params);
        textOnly("query", request.query);
        textOnly("body", request.body);
      },
      handler: async (request, reply) => {
        const turn = await attempt(route, endpoint.repeatable, request, parts);
        if (turn.is === "replay") return reply.code(turn.status).type("application/json; charset=utf-8").header("idempotent-replayed", "true").send(turn.body);
        return turn.is === "free" ? serve(endpoint, request, reply, parts, turn.key) : once(endpoint, request, reply, parts, turn);
      },
    });
  }
}

async function serve({ route, handle }: Endpoint, request: FastifyRequest, reply: FastifyReply, parts: Parts, key: string): Promise<unknown> {
  const answer = await handle(inputOf(request, key), parts);
  void reply.code(route.status);
  if (route.shape === "file") return send(reply, answer as File);
  if (route.shape === "raw") return answer;
  if (route.shape === "data") return { success: true, data: answer };
  const { rows, total } = answer as { rows: unknown; total: number };
  return { success: true, data: rows, pagination: pagination(request.query as { limit: number }, total) };
}

/** Names are ASCII: they are made of dates and slugs. */
function send(reply: FastifyReply, { name, type, bytes }: File): FastifyReply {
  return reply.type(type).header("content-disposition", `attachment; filename="${name}"`).send(bytes);
}

/** Serves, and keeps the very bytes of the reply before they leave. */
async function once(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, parts: Parts, turn: Extract<Attempt, { is: "first" }>): Promise<unknown> {
  try {
    const body = reply.serialize(await serve(endpoint, request, reply, parts, turn.key)) as string;
    await turn.keep(reply.statusCode, body);
    return reply.type("application/json; charset=utf-8").send(body);
  } catch (error) {
    await turn.failed(error, request.id);
    throw error;
  }
}

function inputOf(request: FastifyRequest, idempotencyKey: string): Input<Route> {
  const { signedIn } = request;
  const person = signedIn?.person;
  const key = signedIn?.key;
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    get tenant() {
      return tenantOf(signedIn);
    },
    ...(person && { person: { ...person, customer: person.role === "CUSTOMER" } }),
    ...(key !== undefined && { key }),
    idempotencyKey,
    requestId: request.id,
    origin: { ip: request.ip },
  };
}

function tenantOf(signedIn: SignedIn | undefined): SignedIn["tenant"] {
  if (signedIn === undefined) throw new Refusal(401, "unauthenticated", "Sign in: send `Authorization: Bearer <token>` or `x-api-key`.");
  return signedIn.tenant;
}

/** A reply is cut to what its schema declares. */
function schemas(route: Route) {
  const body = route.method === "GET" ? {} : { body: route.body };
  if (route.shape === "file") return { params: route.params, querystring: route.query, ...body };
  return { params: route.params, querystring: route.query, ...body, response: { [route.status]: envelope(route) } };
}
