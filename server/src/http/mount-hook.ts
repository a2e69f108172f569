import type { FastifyInstance } from "fastify";
import type { Hook } from "./hook.ts";
import { HOOKS_PER_MINUTE } from "./limits.ts";
import type { Parts } from "./parts.ts";

/** Puts hooks on the server, in a scope of their own where bodies stay raw bytes. */
export async function mountHooks(app: FastifyInstance, hooks: readonly Hook[], parts: Parts): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    for (const { methods, paths, handle } of hooks) {
      for (const url of paths) {
        scope.route<{ Params: Record<string, string>; Querystring: Record<string, string | string[]> }>({
          method: [...methods],
          url,
          config: { rateLimit: { max: HOOKS_PER_MINUTE, timeWindow: 60_000 } },
          handler: async (request, reply) => {
            const gone = new AbortController();
            reply.raw.once("close", () => gone.abort());
            const { status, type, body, headers } = await handle(
              {
                method: request.method === "POST" ? "POST" : "GET",
                url: request.url,
                params: request.params,
                query: request.query,
                headers: request.headers,
                raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
                ip: request.ip,
                requestId: request.id,
                signal: gone.signal,
              },
              parts,
            );
            return reply
              .code(status)
              .headers(headers ?? {})
              .type(type)
              .send(body);
          },
        });
      }
    }
  });
}
