import { io } from "socket.io-client";

// Watchers, half of them on each node: says how late each heard each fact.
const [count = "", ...ports] = process.argv.slice(2);
const latencies: number[] = [];
let connected = 0;
for (let nth = 0; nth < Number(count); nth++) {
  const socket = io(`http://127.0.0.1:${ports[nth % ports.length]}`, { transports: ["websocket"], forceNew: true });
  socket.on("connect", () => {
    connected += 1;
    if (connected === Number(count)) process.stdout.write('{"ready":true}\n');
  });
  socket.on("callEvent", ({ event }: { event: { leg: string } }) =>
    latencies.push(performance.timeOrigin + performance.now() - Number(event.leg.split(" ")[0])),
  );
}
process.stdin.on("data", () => {
  latencies.sort((one, other) => one - other);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  process.stdout.write(`${JSON.stringify({ heard: latencies.length, p50: at(0.5), p99: at(0.99) })}\n`);
  latencies.length = 0;
});
