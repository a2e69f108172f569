import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../lib/refusal.ts";
import { failure } from "./failures.ts";

/** Paths that belong to the API: the dashboard's own must never shadow them. */
export const API_PATHS = ["api", "auth", "dashboard", "health", "public", "webhooks", "socket.io", "docs", "metrics", "media", "relay", "llm"] as const;

/** Serves the built dashboard at `/`; every page of it is the same document. What is nobody's gets the one failure shape. */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      index: "index.html",
      cacheControl: false,
      // Names of assets carry a hash of their content.
      setHeaders: (reply, path) =>
        void reply.header("cache-control", path.startsWith(join(folder, "assets")) ? "public, max-age=31536000, immutable" : "no-cache"),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && isPage(request)) return reply.sendFile("index.html");
    const refusal =
      request.url === "/"
        ? new Refusal(404, "not_built", "The dashboard is not built: run `npm run build`. The API is at /docs.")
        : new Refusal(404, "not_found", "There is nothing at this address. See /docs.");
    return reply.code(404).send(failure(refusal, request.id));
  });
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const first = url.split(/[/?#]/, 2)[1] ?? "";
  const ofApi = API_PATHS.some((path) => first === path) || first.startsWith("health");
  return (method === "GET" || method === "HEAD") && !ofApi && (headers.accept?.includes("text/html") ?? false) && !/\.[a-z0-9]{1,5}$/i.test(url.split("?")[0]!);
}
