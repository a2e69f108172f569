import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { requestId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { SignedIn } from "./authenticator.ts";
import { answerBrokenRequests } from "./broken-requests.ts";
import { serveDashboard } from "./dashboard.ts";
import { failureHandler } from "./failures.ts";
import { findEndpoints } from "./find-endpoints.ts";
import { sweepIdempotencyKeys } from "./idempotency-keys.ts";
import { BODY_BYTES, IDEMPOTENCY_SWEEP_MS, KEEP_ALIVE_MS, PARAM_CHARS, REQUEST_MS } from "./limits.ts";
import { mountEndpoint } from "./mount-endpoint.ts";
import { mountHooks } from "./mount-hook.ts";
import type { Parts } from "./parts.ts";

declare module "fastify" {
  interface FastifyRequest {
    signedIn: SignedIn | undefined;
  }
}

/** The HTTP edge over all parts, not yet listening. Close it before the parts it uses. */
export async function httpServer(parts: Parts): Promise<FastifyInstance> {
  const { config } = parts;
  const failed = failureHandler(config.mode === "development");
  const app: FastifyInstance = Fastify({
    loggerInstance: parts.logger as FastifyBaseLogger,
    genReqId: requestId,
    disableRequestLogging: config.mode === "test",
    trustProxy: (_address, hop) => hop < config.proxies,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: PARAM_CHARS },
    frameworkErrors: failed,
    clientErrorHandler: answerBrokenRequests,
  });
  // Fastify says null where there is no body.
  app.setValidatorCompiler((route) => {
    const valid = validatorCompiler(route);
    return (value: unknown) => valid(value ?? undefined);
  });
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(failed);
  app.decorateRequest("signedIn", undefined);
  app.addHook("onSend", async (request, reply) => void reply.header("x-request-id", request.id));

  await app.register(helmet, { contentSecurityPolicy: { directives: contentSecurityPolicy }, strictTransportSecurity: config.mode === "production" });
  await app.register(cors, { origin: [...config.origins], credentials: true, exposedHeaders: ["x-request-id", "retry-after", "idempotent-replayed"] });
  await app.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => new Refusal(429, "too_many_requests", "Slow down: wait, then try again.", { retryAfterMs: ttl }),
  });

  const found = await findEndpoints(new URL("./api/", import.meta.url));
  for (const one of found) if (one.kind === "endpoint") mountEndpoint(app, one, parts);
  await mountHooks(
    app,
    found.filter((one) => one.kind === "hook"),
    parts,
  );
  await serveDashboard(app, config.dashboardDir);
  sweepRegularly(app, parts);
  return app;
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
