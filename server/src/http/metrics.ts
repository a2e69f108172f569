import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { Gauge, Histogram, Registry } from "prom-client";
import type { Vitals } from "./vitals.ts";

/** Upper bounds in seconds: an answer within 50 ms is usual, one beyond 10 s is lost. */
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `/metrics` for Prometheus: durations by route, event-loop lag, live calls, queue and readers. No label names a tenant. */
export function serveMetrics(app: FastifyInstance, vitals: Vitals): void {
  const register = new Registry();
  const registers = [register];
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const durations = new Histogram({
    name: "firstring_http_request_duration_seconds",
    help: "Time from request to last byte of the answer",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS_S,
    registers,
  });
  app.addHook("onResponse", async (request, reply) => {
    durations.observe({ method: request.method, route: request.routeOptions.url ?? "none", status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  new Gauge({
    name: "firstring_event_loop_lag_p99_seconds",
    help: "How late the event loop ran since the last reading, 99th percentile",
    registers,
    collect() {
      const lag = delay.percentile(99) / 1e9;
      this.set(Number.isFinite(lag) ? lag : 0);
      delay.reset();
    },
  });
  new Gauge({
    name: "firstring_resident_memory_bytes",
    help: "Memory of the process",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: "firstring_live_calls",
    help: "Calls in this process",
    registers,
    collect() {
      this.set(vitals.liveCalls());
    },
  });
  const queue = new Gauge({ name: "firstring_inbox_unfinished", help: "Provider webhooks accepted and not finished", registers });
  const behind = new Gauge({
    name: "firstring_consumer_behind_events",
    help: "Events a reader of the log has still to read",
    labelNames: ["consumer"],
    registers,
  });
  const parked = new Gauge({ name: "firstring_consumer_parked_events", help: "Events a reader of the log has set aside", labelNames: ["consumer"], registers });

  app.get("/metrics", async (_request, reply) => {
    queue.set(await vitals.unfinished());
    for (const reader of await vitals.consumers()) {
      behind.set({ consumer: reader.name }, reader.behind);
      parked.set({ consumer: reader.name }, reader.parked);
    }
    return reply.type(register.contentType).send(await register.metrics());
  });
  app.addHook("onClose", async () => {
    delay.disable();
    register.clear();
  });
}
