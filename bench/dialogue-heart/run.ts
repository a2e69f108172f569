import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { DateTime } from "luxon";
import { bookingSeeds } from "../../server/src/seeds/booking.ts";
import { rideAgent } from "./agent.ts";
import { readGoals } from "./goals.ts";
import { localDriver } from "./local-driver.ts";
import { phoneDriver } from "./phone-driver.ts";
import { type Played, play } from "./play.ts";
import { reportOf } from "./report.ts";
import { readWordings } from "./wordings.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    split: { type: "string", default: "dev" },
    json: { type: "string" },
    show: { type: "string", default: "3" },
    limit: { type: "string" },
    seed: { type: "string", default: "0" },
    voice: { type: "boolean", default: false },
    /** Over the real product, by signed Twilio webhooks, instead of in process. */
    phone: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
if (values.data === undefined) throw new Error("Say where the dialogue data is: --data <dir>");

const ride = bookingSeeds["demo-rides"].services[0]!;
const service: ServiceSpec = { ...ride, id: ride.slug };
const nowMs = DateTime.fromISO("2026-03-02T08:00", { zone: "America/Toronto" }).toMillis();
const local = localDriver(rideAgent(service), nowMs);
const phone = values.phone ? await phoneDriver() : undefined;
const driver = phone ?? local;
const wordings = readWordings(values.data);
const goals = readGoals(values.data, values.split).slice(0, values.limit === undefined ? undefined : Number(values.limit));
const played: Played[] = [];
for (const goal of goals) played.push(await play(goal, wordings, driver, { seed: Number(values.seed), voice: values.voice }));
const report = reportOf(played);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report, null, 2));
await phone?.stop();
const times = phone?.sayMs ?? local.replyMs;
const sorted = times.toSorted((a, b) => a - b);
const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
process.stdout.write(`${report.text(Number(values.show))}\nreply ms: p50 ${at(0.5)}, p99 ${at(0.99)}, first ${(times[0] ?? 0).toFixed(0)}\n`);
