import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { requestId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { SignedIn } from "../people/authenticate.ts";
import { answerBrokenRequests } from "./broken-requests.ts";
import { serveDashboard } from "./dashboard.ts";
import { serveDocs } from "./docs.ts";
import type { Endpoint } from "./endpoint.ts";
import { eventStream, streamDocumented } from "./event-stream.ts";
import { failureHandler } from "./failures.ts";
import { findEndpoints } from "./find-endpoints.ts";
import type { Hook } from "./hook.ts";
import { sweepIdempotencyKeys } from "./idempotency-keys.ts";
import { BODY_BYTES, IDEMPOTENCY_SWEEP_MS, KEEP_ALIVE_MS, PARAM_CHARS, REQUEST_MS } from "./limits.ts";
import { mediaSockets } from "./media.ts";
import { serveMetrics } from "./metrics.ts";
import { modelSocket } from "./model-socket.ts";
import { mountEndpoint } from "./mount-endpoint.ts";
import { mountHooks } from "./mount-hook.ts";
import { openApi } from "./openapi.ts";
import type { Parts } from "./parts.ts";
import { sockets } from "./sockets.ts";

declare module "fastify" {
  interface FastifyRequest {
    signedIn: SignedIn | undefined;
  }
}

/** The HTTP edge over all parts, not yet listening. Close it before the parts it uses. Without `found` it serves everything in `api/`. */
export async function httpServer(parts: Parts, found?: readonly (Endpoint | Hook)[]): Promise<FastifyInstance> {
  const { config } = parts;
  const failed = failureHandler(config.mode === "development");
  const app: FastifyInstance = Fastify({
    loggerInstance: parts.logger as FastifyBaseLogger,
    genReqId: requestId,
    // One line a request, below; Fastify would write two.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < config.proxies,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // On stopping, requests under way are finished; connections that only wait are closed.
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: PARAM_CHARS },
    frameworkErrors: failed,
    clientErrorHandler: answerBrokenRequests,
  });
  // Fastify says null where there is no body.
  app.setValidatorCompiler((route) => {
    const valid = validatorCompiler(route as Parameters<typeof validatorCompiler>[0]);
    return (value: unknown) => valid(value ?? undefined);
  });
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(failed);
  app.decorateRequest("signedIn", undefined);
  app.addHook("onSend", async (request, reply) => void reply.header("x-request-id", request.id));
  // A connection that was busy when we began to stop would wait for its next request, and we for it.
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (closing) reply.header("connection", "close");
  });
  app.addHook("onResponse", async (request, reply) => logRequest(request, reply));

  await app.register(helmet, { contentSecurityPolicy: { directives: contentSecurityPolicy }, strictTransportSecurity: config.mode === "production" });
  await app.register(cors, { origin: [...config.origins], credentials: true, exposedHeaders: ["x-request-id", "retry-after", "idempotent-replayed"] });
  await app.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => new Refusal(429, "too_many_requests", "Slow down: wait, then try again.", { retryAfterMs: ttl }),
  });

  serveMetrics(app, parts.vitals);
  const all = found ?? (await findEndpoints(new URL("./api/", import.meta.url)));
  const endpoints = all.filter((one) => one.kind === "endpoint");
  const hooks = all.filter((one) => one.kind === "hook");
  for (const endpoint of endpoints) mountEndpoint(app, endpoint, parts);
  await mountHooks(app, hooks, parts);
  eventStream(app, parts);
  const routes = endpoints.map(({ route }) => route).toSorted((one, other) => one.tag.localeCompare(other.tag) || one.path.localeCompare(other.path));
  await serveDocs(app, openApi(routes, [...hooks, streamDocumented], config));
  await serveDashboard(app, config.dashboardDir);
  sweepRegularly(app, parts);
  sockets(app, parts);
  mediaSockets(app, parts);
  modelSocket(app, parts);
  return app;
}

/** The route, not the address: ids and tokens in a query stay out of the logs. */
function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions, ip, signedIn } = request;
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  request.log.info(
    { method, route: routeOptions.url ?? "none", status: reply.statusCode, ms, ip, tenant: signedIn?.tenant, person: signedIn?.person?.id },
    "request",
  );
}

/** The dashboard loads everything from here; `ws:`/`wss:` are named because older Safari does not count them as 'self'. */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Mantine writes its theme as inline styles.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  mediaSrc: ["'self'", "data:", "blob:"],
  connectSrc: ["'self'", "ws:", "wss:"],
  workerSrc: ["'self'", "blob:"],
  objectSrc: ["'none'"],
  frameAncestors: ["'self'"],
  // On a plain http address of the local network there is nothing to upgrade to.
  upgradeInsecureRequests: null,
};

function sweepRegularly(app: FastifyInstance, { clock, db, logger }: Parts): void {
  let timer = clock.after(IDEMPOTENCY_SWEEP_MS, sweep);
  function sweep(): void {
    void sweepIdempotencyKeys(db, clock.nowMs()).catch((err: unknown) => logger.warn({ err }, "old idempotency keys stay for now"));
    timer = clock.after(IDEMPOTENCY_SWEEP_MS, sweep);
  }
  app.addHook("onClose", async () => timer.cancel());
}
