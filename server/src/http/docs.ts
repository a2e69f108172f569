import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";
import type { OpenApi } from "./openapi.ts";

/** `/api/openapi.json`, and at `/docs` a reference page that loads nothing from elsewhere. */
export async function serveDocs(app: FastifyInstance, document: OpenApi): Promise<void> {
  const json = JSON.stringify(document);
  app.get("/api/openapi.json", async (_request, reply) => reply.type("application/json; charset=utf-8").send(json));
  app.get("/docs", async (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
  // Serves the bundle; its own page uses an inline script, which our content policy refuses, hence the page above.
  await app.register(scalar, { routePrefix: "/docs/reference", configuration: { url: "/api/openapi.json" } });
}

const configuration = {
  url: "/api/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: "never",
  theme: "default",
  defaultOpenAllTags: false,
};

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Firstring API</title></head>
<body>
<script id="api-reference" data-url="/api/openapi.json" data-configuration="${JSON.stringify(configuration).replaceAll('"', "&quot;")}"></script>
<script src="/docs/reference/js/scalar.js"></script>
</body>
</html>
`;
