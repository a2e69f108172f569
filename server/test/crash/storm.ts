import { between, type Random, seeded } from "../../src/lib/random.ts";
import { pause, realClock } from "../../src/ports/clock.ts";
import { Phone } from "../harness/phone.ts";
import { Caller, type Ending } from "./caller.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import type { ServerProcess } from "./server-process.ts";
import { temperOf, wishOf } from "./wishes.ts";

export type Storm = {
  server: ServerProcess;
  account: { publicUrl: string; accountSid: string; authToken: string };
  seed: number;
  kills: number;
  /** SIGTERM asks it to hand its calls over to the process that comes after. */
  signal: "SIGKILL" | "SIGTERM";
  /** Calls at once. */
  callers: number;
  /** Whether some callers disappear without a word. */
  vanishing: boolean;
};

/** Callers call, the server is killed again and again, callers go on; at the end every call comes to its end. */
export async function storm({ server, account, seed, kills, signal, callers, vanishing }: Storm): Promise<Ledger> {
  const ledger = emptyLedger();
  const random = seeded(seed);
  const startedMs = Date.now();
  let webhooks = 0;
  let onWebhook: () => void = () => {};
  let calm = false;
  let called = 0;

  async function callAfterCall(): Promise<void> {
    while (!calm) {
      const nth = called++;
      const random = seeded(seed + nth);
      const wish = wishOf(nth, random, startedMs);
      const temper = temperOf(random, wish, vanishing);
      const from = `+1514555${String(nth % 10_000).padStart(4, "0")}`;
      const phone = new Phone(
        {
          ...account,
          at: server.at,
          // Only what was answered is in the ledger; what was sent is what the next kill is counted by.
          fetch: (...request) => {
            webhooks += 1;
            onWebhook();
            return fetch(...request);
          },
          onAnswered: ({ callSid, url, form, body }) =>
            ledger.answered.push({ callSid, url: url.slice(account.publicUrl.length), body: new URLSearchParams(form).toString(), reply: body }),
          retry: async () => {
            await pauseMs(RETRY_MS);
            await server.up();
          },
        },
        "demo-rides",
        from,
        "+15145550123",
      );
      const caller = new Caller(phone, wish, temper);
      const ending = await caller.call().catch((problem: unknown): Ending => ({ is: "gave_up", why: String(problem) }));
      ledger.calls.push({ callSid: caller.callSid, wish, temper, ending, talk: caller.talk });
    }
  }

  async function killAgainAndAgain(): Promise<void> {
    for (let kill = 0; kill < kills; kill++) {
      await someMoment(random);
      const { code, printed } = await server.kill(signal);
      if (signal === "SIGTERM" && code !== 0) throw new Error(`the server ended with ${code} when it was asked to stop:\n${printed}`);
      server.start();
    }
    await server.up();
    calm = true;
  }

  /** After some webhooks and a few milliseconds, so that every step of answering is hit; and sometimes while it starts. */
  async function someMoment(random: Random): Promise<void> {
    if (signal === "SIGKILL" && random() < 0.12) return pauseMs(between(random, 0, LONGEST_START_MS));
    await server.up();
    const after = webhooks + between(random, 1, MOST_WEBHOOKS);
    await new Promise<void>((resolve) => {
      onWebhook = () => {
        if (webhooks >= after) resolve();
      };
    });
    await pauseMs(between(random, 0, LONGEST_WORK_MS));
  }

  server.start();
  await Promise.all([killAgainAndAgain(), ...Array.from({ length: callers }, callAfterCall)]);
  return ledger;
}

/** How soon a carrier tries again. */
const RETRY_MS = 20;
const LONGEST_START_MS = 1_500;
/** Webhooks between two kills, at the most. */
const MOST_WEBHOOKS = 45;
/** Longer than a webhook takes to be answered. */
const LONGEST_WORK_MS = 120;

/** The carrier's and the killer's own time; nothing that is proved waits by it. */
const pauseMs = (ms: number): Promise<void> => pause(realClock, ms);
