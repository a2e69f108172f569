import type { Route } from "@firstring/contract/routes/route.ts";
import { failure } from "@firstring/contract/schemas/common.ts";
import { z } from "zod";
import { envelope } from "./envelope.ts";
import type { Hook } from "./hook.ts";

type Json = Record<string, unknown>;
export type OpenApi = { openapi: "3.1.0"; info: Json; servers: Json[]; tags: Json[]; paths: Record<string, Json>; components: Json };

/** The whole API as OpenAPI 3.1, made from the schemas that validate it. */
export function openApi(
  routes: readonly Route[],
  hooks: readonly Pick<Hook, "id" | "tag" | "summary" | "methods" | "paths">[],
  about: { version: string },
): OpenApi {
  const schemas: Json = { Failure: schemaOf(failure, "output", {}) };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    for (const [index, path] of [route.path, ...(route.also ?? [])].entries()) {
      const at = templated(path);
      paths[at] = { ...paths[at], [route.method.toLowerCase()]: operation(route, index, schemas) };
    }
  }
  for (const { id, tag, summary, methods, paths: own } of hooks) {
    for (const [index, path] of own.entries()) {
      const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
      const responses = { 200: { description: "Done" }, default: { $ref: "#/components/responses/Failure" } };
      for (const method of methods) {
        const operationId = [id, ...(methods.length > 1 ? [method.toLowerCase()] : []), ...(index === 0 ? [] : [index + 1])].join("_");
        paths[templated(path)] = {
          ...paths[templated(path)],
          [method.toLowerCase()]: { operationId, tags: [tag], summary, security: [], parameters, responses },
        };
      }
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Firstring", version: about.version, description: "Every call answered on the first ring.", license: { name: "MIT", identifier: "MIT" } },
    // Wherever this document was read from.
    servers: [{ url: "/" }],
    tags: [...new Set([...routes, ...hooks].map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas, responses: refusals, securitySchemes },
  };
}

const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
};

const refusal = (description: string): Json => ({ description, content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } } });
const refusals: Json = {
  Failure: refusal("Refused or failed: `message` says what to do"),
  Invalid: refusal("Not valid: `details` lists each path with what is wrong"),
  Unauthenticated: refusal("Nobody is signed in, or the token is old"),
  Forbidden: refusal("This role may not"),
  NotFound: refusal("No such thing in this business"),
  Conflict: refusal("It does not go together with what is there; also: the first request with this Idempotency-Key is still at work"),
  TooLarge: refusal("The body is too large"),
  KeyReused: refusal("This Idempotency-Key was used for another request"),
  TooMany: { ...refusal("Too many requests"), headers: { "Retry-After": { description: "Seconds to wait", schema: { type: "integer" } } } },
};

function operation(route: Route, index: number, schemas: Json): Json {
  const { id, tag, summary, who, params, query, body, status, method } = route;
  const takesBody = method !== "GET" && !isNothing(body);
  const parameters = [...parametersOf(params, "path", schemas), ...parametersOf(query, "query", schemas), ...(route.idempotent ? [idempotencyKey] : [])];
  return {
    operationId: index === 0 ? id : `${id}_${index + 1}`,
    tags: [tag],
    summary,
    ...(Array.isArray(who) && { description: `Roles: ${who.join(", ")}.` }),
    security: who === "public" ? [] : [{ bearer: [] }, { apiKey: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(takesBody && {
      requestBody: { required: !body.safeParse(undefined).success, content: { "application/json": { schema: schemaOf(body, "input", schemas) } } },
    }),
    responses: { [status]: success(route, schemas), ...failuresOf(route, takesBody) },
  };
}

function success(route: Route, schemas: Json): Json {
  if (route.shape === "file") return { description: "The file", content: { "application/octet-stream": {} } };
  const type = route.reply instanceof z.ZodString ? "text/plain" : "application/json";
  return { description: "Done", content: { [type]: { schema: schemaOf(envelope(route), "output", schemas) } } };
}

function failuresOf({ who, params, idempotent, method }: Route, takesBody: boolean): Json {
  const to = (name: string): Json => ({ $ref: `#/components/responses/${name}` });
  return {
    400: to("Invalid"),
    ...(who !== "public" && { 401: to("Unauthenticated"), 403: to("Forbidden") }),
    ...(!isNothing(params) && { 404: to("NotFound") }),
    ...(method !== "GET" && { 409: to("Conflict") }),
    ...(takesBody && { 413: to("TooLarge") }),
    ...(idempotent && { 422: to("KeyReused") }),
    429: to("TooMany"),
    default: to("Failure"),
  };
}

const idempotencyKey: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key with the same request gives the same reply and no second effect, for 24 hours.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function parametersOf(schema: z.ZodType, place: "path" | "query", schemas: Json): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, "input", schemas) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

const isNothing = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodObject && Object.keys((schema.unwrap() as z.ZodObject).shape).length === 0;

/** `/api/agents/:id` as `/api/agents/{id}`. */
const templated = (path: string): string => path.replaceAll(/:(\w+)/g, "{$1}");

/** JSON Schema of a zod schema; schemas with an id of their own go to `components.schemas`. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const { $schema: _, $defs, ...own } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" }) as Json & { $defs?: Json };
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = settled(definition);
  return settled(own) as Json;
}

/** References point into the document, and `example` has become `examples`. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key === "$ref" && typeof member === "string") return [key, member.replace("#/$defs/", "#/components/schemas/")];
      if (key === "example") return ["examples", [member]];
      if (key === "properties" || key === "$defs")
        return [key, Object.fromEntries(Object.entries(member as Json).map(([name, inner]) => [name, settled(inner)]))];
      if (key === "examples" || key === "enum" || key === "const" || key === "default") return [key, member];
      return [key, settled(member)];
    }),
  );
}
