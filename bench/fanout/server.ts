import { createServer } from "node:http";
import { createAdapter } from "@socket.io/postgres-adapter";
import pg from "pg";
import { Server } from "socket.io";
import { openDb } from "../../server/src/db/db.ts";
import { live } from "../../server/src/http/live.ts";
import { newId, type TenantId } from "../../server/src/lib/ids.ts";
import { postgresLog } from "../../server/src/log/postgres.ts";
import { realClock } from "../../server/src/ports/clock.ts";

// One node with watchers. `log`: it follows the log, as the product does. `adapter`: whoever writes a fact tells all nodes through the adapter.
const [kind = "", url = "", ownerUrl = "", tenant = ""] = process.argv.slice(2);
const server = createServer();
const io = new Server(server, { serveClient: false, perMessageDeflate: false });
io.on("connection", (socket) => void socket.join("floor"));
const log = postgresLog(openDb({ url }), realClock);
if (kind === "adapter") io.adapter(createAdapter(new pg.Pool({ connectionString: ownerUrl, max: 10 })));
else
  void live(
    log,
    realClock,
    (_tenant, { name, data }) => void io.to("floor").emit(name, data),
    (problem) => process.stderr.write(`${String(problem)}\n`),
    new AbortController().signal,
  );
server.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify({ port: (server.address() as { port: number }).port })}\n`));

// Told how many and how often, it writes facts, each durable before anybody hears of it.
process.stdin.on("data", async (said: Buffer) => {
  const { events, everyMs } = JSON.parse(said.toString("utf8")) as { events: number; everyMs: number };
  const call = newId();
  for (let seq = 0; seq < events; seq++) {
    const beganMs = performance.timeOrigin + performance.now();
    const event = { type: "leg.rang" as const, leg: `${beganMs} ${"x".repeat(200)}` };
    await log.append(tenant as TenantId, `call/${call}`, seq, [{ event, atMs: realClock.nowMs() }]);
    if (kind === "adapter") {
      const at = new Date().toISOString();
      io.to("floor").emit("callEvent", { callId: call, seq, at, event });
      io.to("floor").emit("callUpdate", { callId: call, type: event.type, at });
    }
    await new Promise((waited) => setTimeout(waited, everyMs));
  }
  process.stdout.write('{"done":true}\n');
});
