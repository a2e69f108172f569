import { connect } from "node:net";
import { signedRequests } from "./signed.ts";

// 64 connections, each with one request under way: says how many were answered 200, how fast, and which.
const [port = "", seconds = "", run = "", connections = "64", name = "no"] = process.argv.slice(2);
const requests = signedRequests(Number(seconds) * 22_000, run);
process.stdout.write('{"ready":true}\n');
await new Promise((go) => process.stdin.once("data", go));

let next = 0;
let measuring = false;
let over = false;
const latencies: number[] = [];
const acknowledged: string[] = [];
let refused = 0;
let answered = 0;

function line(): Promise<void> {
  return new Promise((ended) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.setNoDelay(true);
    let id = "";
    let sentAt = 0;
    let got = "";
    const send = () => {
      const request = requests[next++];
      if (over || request === undefined) return void socket.end();
      id = request.id;
      sentAt = performance.now();
      socket.write(request.bytes);
    };
    socket.on("connect", send);
    socket.on("data", (chunk) => {
      got += chunk.toString("latin1");
      if (!got.endsWith("<Response/>")) return;
      if (got.startsWith("HTTP/1.1 200")) {
        answered += 1;
        if (measuring) latencies.push(performance.now() - sentAt);
        if (name === "names" || measuring) acknowledged.push(id);
      } else refused += 1;
      got = "";
      send();
    });
    socket.on("error", () => {});
    socket.on("close", () => ended());
  });
}
const lines = Array.from({ length: Number(connections) }, line);
const warm = name === "names" ? 0 : 1_000;
setTimeout(() => {
  measuring = true;
  const begunAt = performance.now();
  setTimeout(() => {
    measuring = false;
    over = true;
    const tookS = (performance.now() - begunAt) / 1000;
    latencies.sort((one, other) => one - other);
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
    void Promise.all(lines).then(() => {
      process.stdout.write(
        `${JSON.stringify({ perSecond: latencies.length / tookS, p50: at(0.5), p99: at(0.99), answered, refused, spent: next >= requests.length, ...(name === "names" && { acknowledged }) })}\n`,
      );
      process.exit(0);
    });
  }, Number(seconds) * 1000);
}, warm);
