import type { FastifyInstance } from "fastify";
import { WebSocketServer } from "ws";
import { Refusal } from "../lib/refusal.ts";
import { SOCKET_BYTES } from "./limits.ts";
import type { Parts } from "./parts.ts";

/** `/llm/retell/<slug>/<call id>`, with the secret as a part before the call id or as `?token=`. */
const PATH = /^\/llm\/retell\/([^/?]+)\/(?:([^/?]+)\/)?([^/?]+)(?:\?(.*))?$/;

/** The socket of our agents as Retell's custom model. */
export function modelSocket(app: FastifyInstance, { carriers, logger }: Parts): void {
  // A transcript of an hour's talk is some 100 kB.
  const server = new WebSocketServer({ noServer: true, maxPayload: 8 * SOCKET_BYTES, perMessageDeflate: false });
  app.server.on("upgrade", (request, socket, head) => {
    const match = PATH.exec(request.url ?? "");
    if (match === null) return; // somebody else's
    const [, slug = "", part, call = "", query = ""] = match;
    carriers.retell.model
      .admit(decodeURIComponent(slug), part === undefined ? (new URLSearchParams(query).get("token") ?? undefined) : decodeURIComponent(part))
      .then((host) => {
        server.handleUpgrade(request, socket, head, (line) => {
          carriers.retell.model.serve(
            {
              send: (text) => line.send(text),
              close: (code) => line.close(code),
              onText: (take) => line.on("message", (data, isBinary) => !isBinary && take(data.toString())),
              onGone: (gone) => line.on("close", gone),
            },
            host,
            decodeURIComponent(call),
          );
        });
      })
      .catch((problem: unknown) => {
        const status = problem instanceof Refusal ? problem.status : 500;
        if (status === 500) logger.error({ err: problem }, "a model socket could not be opened");
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      });
  });
  app.addHook("preClose", async () => {
    for (const line of server.clients) line.terminate();
    server.close();
  });
}
