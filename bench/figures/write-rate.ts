import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { CALLER, type CallEvent } from "@firstring/contract/call/event.ts";
import { callList } from "../../server/src/consumers/call-list.ts";
import { ADD_UP_MS, figureDesk } from "../../server/src/figures/figures.ts";
import { newId, type StreamId, type TenantId } from "../../server/src/lib/ids.ts";
import { runConsumers } from "../../server/src/log/consumer-runner.ts";
import { postgresLog } from "../../server/src/log/postgres.ts";
import { realClock } from "../../server/src/ports/clock.ts";
import { tenantId } from "./calls.ts";
import type { Ground } from "./ground.ts";

const ROUNDS = 3;
const CALLERS = 32;

/** Whole calls through the log while the call list follows it, with the roll-up kept and without, in turns. */
export async function writeRate({ db, owner }: Ground, calls: number): Promise<void> {
  const rates: Record<"on" | "off", number[]> = { on: [], off: [] };
  const lags: number[] = [];
  for (let round = 0; round < ROUNDS * 2; round++) {
    const kept = round % 2 === 0 ? "on" : "off";
    for (const trigger of ["note_insert", "note_update"]) await owner.query(`alter table calls ${kept === "on" ? "enable" : "disable"} trigger ${trigger}`);
    const log = postgresLog(db, realClock);
    const readers = runConsumers({
      db,
      log,
      clock: realClock,
      consumers: [callList(() => ({ intent: "general", sentiment: "neutral", confidence: 1, urgent: false }))],
    });
    await readers.caughtUp();
    const desk = figureDesk(db, log, realClock);
    const startMs = performance.now();
    let left = calls / ROUNDS;
    let writing = true;
    const watching = (async () => {
      while (writing) {
        const fromMs = performance.now();
        await readers.caughtUp();
        if (kept === "on") {
          await desk.addUp();
          lags.push(performance.now() - fromMs);
        }
        await new Promise((resolve) => setTimeout(resolve, ADD_UP_MS));
      }
    })();
    const one = async (): Promise<void> => {
      while (left-- > 0) {
        const tenant = tenantId(left % 5) as TenantId;
        const stream: StreamId = `call/${newId()}`;
        for (const [seq, event] of facts.entries()) await log.append(tenant, stream, seq, [{ event, atMs: Date.now() }]);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, one));
    const wroteMs = performance.now() - startMs;
    writing = false;
    await watching;
    await readers.caughtUp();
    rates[kept].push((calls / ROUNDS) * facts.length * (1000 / wroteMs));
    await readers.stop();
    await log.close();
  }
  const median = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;
  const range = (of: readonly number[]): string => `${Math.min(...of).toFixed(0)}–${Math.max(...of).toFixed(0)}`;
  console.log("\n| facts written a second, the call list following | median | range |\n| --- | --- | --- |");
  for (const kept of ["off", "on"] as const) console.log(`| roll-up ${kept} | ${median(rates[kept]).toFixed(0)} | ${range(rates[kept])} |`);
  const sorted = lags.toSorted((a, b) => a - b);
  console.log(
    `\non ÷ off: ${(median(rates.on) / median(rates.off)).toFixed(2)}; the roll-up is behind by p50 ${median(lags).toFixed(0)} ms, p99 ${sorted[Math.floor(sorted.length * 0.99)]?.toFixed(0)} ms`,
  );
}

const agent: AgentSpec = {
  id: newId(),
  revision: 1,
  name: "Sam",
  company: "Bench",
  greeting: { en: "Hello.", fr: "Bonjour." },
  personality: "",
  instructions: "",
  style: "friendly",
  languages: ["en"],
  brain: { kind: "offline" },
  tools: [],
  services: [],
  zone: "America/Toronto",
  patience: { silenceMs: 8000, fillerMs: 2500, apologyMs: 8000, longestCallMs: 1_800_000 },
};
const facts: readonly CallEvent[] = [
  { type: "call.opened", direction: "inbound", from: "+15145550111", to: "+15145550123", channel: "simulator", agent },
  { type: "leg.answered", leg: CALLER },
  { type: "speech.stopped", speech: "1.0", heard: "Hello." },
  { type: "caller.said", leg: CALLER, text: "Are you open on Sunday?" },
  { type: "model.said", turn: 2, text: "Yes, from nine to five." },
  { type: "model.rested", turn: 2 },
  { type: "speech.stopped", speech: "2.0", heard: "Yes, from nine to five." },
  { type: "leg.ended", leg: CALLER, why: "caller_hung_up" },
  { type: "call.ended", why: "caller_hung_up", outcome: "answered" },
];
