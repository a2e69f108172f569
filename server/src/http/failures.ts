import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { isTransient } from "../db/sql-state.ts";
import { requestId as newRequestId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";

export type Failure = { error: true; code: string; message: string; details?: unknown; requestId: string; stack?: string };

/** Answers whatever was thrown in the one failure shape. What nobody expected is logged, and told only as a number to quote. */
export function failureHandler(development: boolean) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = refusalOf(error);
    if (refusal.status === 500) request.log.error({ err: error }, "request failed");
    else if (refusal.status > 500) request.log.warn({ code: refusal.code }, refusal.message);
    // A request whose address is no address never comes to a hook that could set it.
    void reply.header("x-request-id", request.id);
    const retryAfterS = secondsToWait(refusal.details);
    if (retryAfterS !== undefined && !reply.hasHeader("retry-after")) void reply.header("retry-after", retryAfterS);
    if (refusal.status === 401) void reply.header("www-authenticate", "Bearer");
    const stack = development && refusal.status === 500 && error instanceof Error ? error.stack : undefined;
    void reply
      .code(refusal.status)
      .type("application/json; charset=utf-8")
      .serializer(JSON.stringify)
      .send(failure(refusal, request.id, stack));
  };
}

export function failure(refusal: Refusal, requestId: string, stack?: string): Failure {
  const { code, message, details } = refusal;
  return { error: true, code, message, ...(details !== undefined && { details }), requestId, ...(stack !== undefined && { stack }) };
}

/** The failure shape outside of a request. */
export const failed = (error: unknown): Failure => failure(refusalOf(error), newRequestId());

/** What the edge says of an error. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error);
  const { statusCode, code } = error as Partial<FastifyError>;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Refusal(413, "too_large", "Send a smaller body.");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new Refusal(400, "unsupported_media_type", "Send the body as application/json.");
  if (code === "FST_ERR_CTP_EMPTY_JSON_BODY") return new Refusal(400, "invalid_json", "The body is empty: send a JSON object, or no content type.");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Refusal(
      400,
      "invalid_request",
      STATUS_CODES[statusCode] === undefined ? "Correct the request." : `Correct the request: ${STATUS_CODES[statusCode]}.`,
    );
  }
  if (isTransient(error)) return new Refusal(503, "unavailable", "The database is busy or away. Try again shortly.", { retryAfterMs: 1000 });
  return new Refusal(500, "internal", "Something went wrong on our side. Try again; if it stays, report the requestId.");
}

type Invalid = { validation: readonly { instancePath: string; message?: string }[]; validationContext?: string };

function invalid(error: unknown): Refusal {
  const { validation, validationContext } = error as Invalid;
  const part = validationContext === "querystring" ? "query" : (validationContext ?? "body");
  const details = validation.map(({ instancePath, message }) => ({
    path: [part, ...instancePath.split("/").filter((step) => step !== "")].join("."),
    message: message ?? "is not valid",
  }));
  const first = details[0];
  return new Refusal(400, "invalid", first === undefined ? "Correct the request." : `Correct ${first.path}: ${first.message}`, details);
}

function secondsToWait(details: unknown): number | undefined {
  if (typeof details !== "object" || details === null || !("retryAfterMs" in details)) return undefined;
  return typeof details.retryAfterMs === "number" ? Math.max(1, Math.ceil(details.retryAfterMs / 1000)) : undefined;
}
