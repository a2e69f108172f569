import { randomInt } from "node:crypto";
import { openDb } from "../../src/db/db.ts";
import { deliveryWorker } from "../../src/deliveries/worker.ts";
import { openEgress } from "../../src/egress/egress.ts";
import { rangesOf } from "../../src/egress/public-address.ts";
import { sealWith } from "../../src/lib/seal.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { realClock } from "../../src/ports/clock.ts";

// Sends what is due until it is killed. `ahead` moves its clock, so that what a dead worker held is free at once.
const [url = "", key = "", ahead = "0"] = process.argv.slice(2);
const clock: Clock = { ...realClock, nowMs: () => realClock.nowMs() + Number(ahead) };
/** A receiver that hangs costs a third of a second here instead of thirty. */
const hurried: Clock = { nowMs: realClock.nowMs, after: (ms, wake) => realClock.after(ms / 100, wake) };
const worker = deliveryWorker({
  db: openDb({ url }),
  egress: openEgress({ production: true, opened: rangesOf(["127.0.0.1"]) }, hurried),
  clock,
  seal: sealWith(key),
  chance: () => randomInt(1000) / 1000,
  onTrouble: (message, error) => process.stderr.write(`${message} ${String(error)}\n`),
});
process.stdout.write('{"ready":true}\n');
process.stdin.on("end", () => void worker.stop().then(() => process.exit(0))).resume();
