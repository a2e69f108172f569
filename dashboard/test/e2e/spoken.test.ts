import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flite } from "../../../server/src/voices/flite.ts";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { hasBrowser, launch, openWindow } from "./browser.ts";
import { demo, owner } from "./demo.ts";

describe.skipIf(!hasBrowser)("a whole booking by speaking to the Talk page", () => {
  let app: TestApp;
  let browser: Browser;
  const voice = flite();
  beforeAll(async () => {
    app = await demo();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await voice.close();
    await app?.stop();
  });

  // Sound is real time: a machine that stutters is given another chance.
  test("press the microphone, speak, hear the reply, be booked", { timeout: 300_000, retry: 1 }, async () => {
    const { page, complaints, context } = await openWindow(browser, app.url, await owner(app));
    await context.grantPermissions(["microphone"]);
    await context.addInitScript(fakeMicrophone);
    await page.goto("/talk");
    await page.getByRole("button", { name: "Speak instead of typing" }).click();
    await page.locator('[data-state="live"]').waitFor();
    const log = page.getByRole("log", { name: "Conversation" });
    await log.getByText("How can I help").waitFor();

    const say = async (words: string) => {
      const sound: number[] = [];
      for await (const { pcm } of voice.speak(words, "en", new AbortController().signal)) sound.push(...pcm);
      await spokenBy(page, sound);
    };
    await agentIsQuiet(page);
    await say(`I have no heat. Can you come on ${aWorkday()}, at 3 p m?`);
    for (let turn = 0; turn < 12 && !(await log.getByText(/^Booked [A-Z]{3}\d{4}$/).isVisible()); turn++) {
      await agentIsQuiet(page);
      const question = (await log.innerText()).split(/(?<=[.!?])\s+/).findLast((sentence) => sentence.trim().endsWith("?")) ?? "";
      await say(answers.find(([asked]) => asked.test(question))?.[1] ?? "Yes, please.");
    }
    const card = log.getByText(/^Booked [A-Z]{3}\d{4}$/);
    await card.waitFor();
    const code = (await card.innerText()).split(" ")[1]!;
    const { token } = await owner(app);
    const { body } = await app.ask("/api/bookings?limit=100", { as: token });
    const booked = (body as { data: { code: string; status: string }[] }).data.find((one) => one.code === code);
    expect(booked).toMatchObject({ status: "confirmed" });
    expect(JSON.stringify(booked)).toContain("5145550178");
    // Sound came back, and was loud enough to hear.
    expect(await page.evaluate(() => (globalThis as unknown as { loudest: number }).loudest)).toBeGreaterThan(20);
    await page.getByRole("button", { name: "End the spoken call" }).click();
    await page.getByText("The conversation is over.").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a blocked microphone and a language nobody hears are said, with the way around", async () => {
    const { page, context } = await openWindow(browser, app.url, await owner(app));
    await context.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("blocked", "NotAllowedError"));
    });
    await page.goto("/talk");
    await page.getByRole("button", { name: "Speak instead of typing" }).click();
    await page.getByRole("alert").getByText("The microphone is blocked for this page").waitFor();
    await page.getByText("FR", { exact: true }).click();
    await page.getByRole("button", { name: "Speak instead of typing" }).click();
    await page.getByRole("alert").getByText("its own recogniser and voice know English only").waitFor();
    await context.close();
  });
});

const answers: readonly (readonly [RegExp, string])[] = [
  [/is .* the best number/i, "Yes, please."],
  [/number/i, "5 1 4, 5 5 5, 0 1 7 8."],
  [/what is the address/i, "4200 Saint Denis, Montreal."],
  [/name/i, "My name is Julie Martin."],
];

/** A Wednesday at least two days away, by its date. */
function aWorkday(): string {
  const now = new Date();
  const wednesday = new Date(now.getTime() + (((3 - now.getDay() + 5) % 7) + 2) * 86_400_000);
  return new Intl.DateTimeFormat("en-US", { weekday: "long", day: "numeric", month: "long" }).format(wednesday);
}

/** A microphone that gives what is fed to it, and a needle at the loudspeaker's meter. */
function fakeMicrophone(): void {
  const page = globalThis as unknown as { feed: (sound: number[]) => Promise<void>; loudest: number; quietSince: number };
  page.loudest = 0;
  page.quietSince = 0;
  let mouth: { context: AudioContext; into: MediaStreamAudioDestinationNode } | undefined;
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    const into = context.createMediaStreamDestination();
    mouth = { context, into };
    return into.stream;
  };
  page.feed = (sound) =>
    new Promise((resolve) => {
      const { context, into } = mouth!;
      const buffer = context.createBuffer(1, sound.length, 16_000);
      buffer.copyToChannel(
        Float32Array.from(sound, (sample) => sample / 32_768),
        0,
      );
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(into);
      source.onended = () => resolve();
      source.start();
    });
  setInterval(() => {
    const level = Number(document.querySelector<HTMLMeterElement>('meter[aria-label="The agent\'s loudness"]')?.value ?? 0);
    page.loudest = Math.max(page.loudest, level);
    if (level > 5) page.quietSince = performance.now();
  }, 50);
}

const spokenBy = (page: Page, sound: number[]) =>
  page.evaluate(async (samples) => {
    const { feed } = globalThis as unknown as { feed: (sound: number[]) => Promise<void> };
    await feed(samples);
  }, sound);

/** The agent has answered, and has been silent long enough to be done. */
async function agentIsQuiet(page: Page): Promise<void> {
  const log = page.getByRole("log", { name: "Conversation" });
  await page.evaluate(() => {
    (globalThis as unknown as { quietSince: number }).quietSince = Number.POSITIVE_INFINITY;
  });
  await page.waitForFunction(() => performance.now() - (globalThis as unknown as { quietSince: number }).quietSince > 1_200, undefined, { timeout: 45_000 });
  await log.waitFor();
}
