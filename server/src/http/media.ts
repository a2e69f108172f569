import type { FastifyInstance } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { SOCKET_BYTES } from "./limits.ts";
import type { Parts } from "./parts.ts";

/** Sockets that carry sound. Each is admitted by a single-use ticket in its first message, never by its address. */
export function mediaSockets(app: FastifyInstance, parts: Parts): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: SOCKET_BYTES, perMessageDeflate: false });
  const doors = new Map<string, (socket: WebSocket, address: string) => void>([
    ["/media/browser", (socket) => parts.browser.open(socket)],
    ["/media/twilio", (socket, address) => parts.twilio.openMedia(socket, address)],
    ["/relay/twilio", (socket, address) => parts.twilio.openRelay(socket, address)],
  ]);
  app.server.on("upgrade", (request, socket, head) => {
    const open = doors.get((request.url ?? "").split("?")[0]!);
    if (open !== undefined) sockets.handleUpgrade(request, socket, head, (ready) => open(ready, request.url ?? ""));
  });
  app.addHook("preClose", async () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
}
