import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { demoTenantId } from "../../src/seeds/tenants.ts";
import { broken } from "./check.ts";
import { summary } from "./ledger.ts";
import { storm } from "./storm.ts";
import { world } from "./world.ts";

const stops = Number(process.env["CRASH_STOPS"] ?? 3);
const seed = Number(process.env["CRASH_SEED"] ?? randomBytes(4).readUInt32BE());

test(
  "a server that is asked to stop in mid-call hands its calls to the one that comes after: nobody is hung up on",
  async () => {
    console.log(`CRASH_SEED=${seed} CRASH_STOPS=${stops}`);
    const here = await world();
    try {
      const ledger = await storm({ ...here, seed, kills: stops, signal: "SIGTERM", callers: 8, vanishing: false });
      await here.quiet(45_000);
      console.log(summary(ledger));
      expect(ledger.calls.filter(({ ending }) => ending.is === "gave_up").map(({ ending, talk }) => [ending, ...talk])).toEqual([]);
      expect(await here.look((ask) => broken(ledger, ask, demoTenantId("demo-rides")))).toEqual([]);
    } finally {
      await here.close();
    }
  },
  60_000 + stops * 20_000,
);
