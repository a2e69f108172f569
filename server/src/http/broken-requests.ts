import type { Socket } from "node:net";
import { requestId } from "../lib/ids.ts";

/** Answers what is not even HTTP, in the one failure shape, and hangs up. */
export function answerBrokenRequests(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const body = JSON.stringify({ error: true, code: "invalid_request", message: "This is not a valid HTTP request.", requestId: requestId() });
  socket.end(
    [
      "HTTP/1.1 400 Bad Request",
      "content-type: application/json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
