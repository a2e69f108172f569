import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { hasBrowser, launch, openWindow } from "./browser.ts";
import { demo } from "./demo.ts";

describe.skipIf(!hasBrowser)("from the sign-in page to a booking", () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await demo();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("one click in, a booking by talking, seen on the floor, in the calendar, in the mail; the call replays", { timeout: 240_000 }, async () => {
    const { page, complaints, context } = await openWindow(browser, app.url, undefined);
    await page.goto("/");
    await page.getByRole("button", { name: "Enter the demo" }).click();
    await page.getByRole("heading", { name: "Floor", level: 1 }).waitFor();

    await page.getByRole("link", { name: "Talk", exact: true }).first().click();
    const log = page.getByRole("log", { name: "Conversation" });
    await log.getByText("How can I help").waitFor();
    const code = await book(page);

    // The conversation is in the address: a reload gives it back.
    await page.reload();
    await log.getByText(code).first().waitFor();

    await say(page, "no thank you, bye");
    await page.getByText("The conversation is over.").waitFor();
    await page.getByRole("link", { name: "See the call" }).click();
    await page.getByRole("region", { name: "Replay" }).waitFor();
    await replay(page, code);

    await page.getByRole("link", { name: "Floor", exact: true }).first().click();
    await page.getByRole("heading", { name: "New bookings" }).waitFor();
    await page.getByRole("link", { name: /Julie Tremblay/ }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText(code, { exact: true }).waitFor();
    await drawer.getByText("no heat").waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Mails", exact: true }).click();
    await expect.poll(() => page.getByRole("link", { name: /Repair visit/ }).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function say(page: Page, words: string): Promise<void> {
  const before = await page.getByRole("log").innerText();
  await page.getByRole("textbox", { name: "Say something" }).fill(words);
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    ([text, said]) => {
      const now = document.querySelector('[role="log"]')?.textContent ?? "";
      return (
        now.replaceAll(/\s/g, "").length > text!.replaceAll(/\s/g, "").length + said!.replaceAll(/\s/g, "").length &&
        document.querySelector('[role="log"] [role="status"]') === null
      );
    },
    [before, words],
  );
}

/** Books a repair visit, and gives the code that was told. */
async function book(page: Page): Promise<string> {
  await say(page, `I have no heat, can you come on ${aWorkday()} at 3 pm?`);
  await say(page, "4200 rue Saint-Denis, Montreal");
  await say(page, "Julie Tremblay");
  await say(page, "514 555 0178");
  const log = page.getByRole("log");
  if (!(await log.getByText("Read back").isVisible())) await say(page, "yes");
  await log.getByText("Read back: nothing is booked before a clear yes").waitFor();
  expect(await log.getByText("Booked", { exact: true }).count()).toBe(0);
  await say(page, "yes please");
  const card = log.getByText(/^Booked [A-Z]{3}\d{4}$/);
  await card.waitFor();
  return (await card.innerText()).split(" ")[1]!;
}

/** A Wednesday at least two days away, by its date: "Wednesday" alone may mean two days, and would be asked about. */
function aWorkday(): string {
  const now = new Date();
  const wednesday = new Date(now.getTime() + (((3 - now.getDay() + 5) % 7) + 2) * 86_400_000);
  return new Intl.DateTimeFormat("en-US", { weekday: "long", day: "numeric", month: "long" }).format(wednesday);
}

/** Steps back to the beginning and forth to the end. */
async function replay(page: Page, code: string): Promise<void> {
  const conversation = page.getByRole("region", { name: "Conversation" });
  await conversation.getByText(code).first().waitFor();
  await page.getByRole("button", { name: "To the beginning" }).click();
  await expect.poll(() => conversation.getByText(code).count()).toBe(0);
  expect(new URL(page.url()).searchParams.get("at")).toBe("0");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await conversation.getByText("How can I help").waitFor();
  await page.getByRole("button", { name: "To the end" }).click();
  await conversation.getByText(code).first().waitFor();
  await page.getByRole("button", { name: "Check the replay" }).click();
  await page.getByText("The replay is identical", { exact: true }).waitFor();
}
