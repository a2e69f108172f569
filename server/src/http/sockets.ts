import type { FastifyInstance } from "fastify";
import { Server } from "socket.io";
import { SOCKET_BYTES, SOCKET_CHECK_MS } from "./limits.ts";
import { live } from "./live.ts";
import type { Parts } from "./parts.ts";
import { mayConnect, Welcome } from "./socket-door.ts";
import { floor, type Io, type Line, place, type Returning, serve } from "./socket-events.ts";

/** Socket.IO at `/socket.io`: chats, and for staff what happens in their business as it happens. */
export function sockets(app: FastifyInstance, parts: Parts): void {
  const { config, clock, log, logger } = parts;
  const io: Io = new Server(app.server, {
    serveClient: false,
    maxHttpBufferSize: SOCKET_BYTES,
    perMessageDeflate: false,
    cors: { origin: [...config.origins], credentials: true },
    allowRequest: ({ headers }, decide) => decide(null, mayConnect(headers, config)),
  });
  const welcome = new Welcome(parts);
  const returning = new Map<string, Returning>();
  io.use((line, next) => welcome.enter(line).then(() => next(), next));
  io.on("connection", (line) => {
    line.on("disconnect", () => welcome.leave(line));
    serve(io, line, parts, returning);
  });

  const stop = new AbortController();
  const following = live(
    log,
    clock,
    (tenant, { name, data }) => void io.to(floor(tenant)).emit(name, data as never),
    (err) => logger.warn({ err }, "watchers wait for the log"),
    stop.signal,
  );
  const checks = regularly(parts, () => Promise.all([...io.sockets.sockets.values()].map((line) => check(line, welcome))));
  app.addHook("preClose", async () => {
    stop.abort();
    checks.stop();
    // At once, whatever a client is at: an orderly close waits half a minute for a poll that may never come.
    io.engine.close();
    await following;
  });
}

/** A sign-in that has ended since hears nothing more. The client comes back by itself, with a fresh token if it has one. */
async function check(line: Line, welcome: Welcome): Promise<void> {
  if (await welcome.mayStay(line)) await place(line);
  else line.conn.close();
}

function regularly({ clock, logger }: Parts, work: () => Promise<unknown>): { stop(): void } {
  let stopped = false;
  let timer = clock.after(SOCKET_CHECK_MS, turn);
  function turn(): void {
    void work()
      .catch((err: unknown) => logger.warn({ err }, "sockets were not checked"))
      .finally(() => {
        if (!stopped) timer = clock.after(SOCKET_CHECK_MS, turn);
      });
  }
  return {
    stop() {
      stopped = true;
      timer.cancel();
    },
  };
}
