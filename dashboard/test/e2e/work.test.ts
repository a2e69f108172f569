import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { hasBrowser, launch, openWindow } from "./browser.ts";
import { demo, owner, tenantOf } from "./demo.ts";

describe.skipIf(!hasBrowser)("working with it", () => {
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    app = await demo({ DEMO: "on" });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("the floor is alive: a simulated caller appears, talks, and can be opened; the switch stays where it is put", { timeout: 120_000 }, async () => {
    const { page, complaints, context } = await openWindow(browser, app.url, await owner(app));
    await page.goto("/floor");
    const card = page.getByRole("region", { name: "Live calls" }).getByRole("article").first();
    await card.waitFor({ timeout: 60_000 });
    await expect.poll(() => card.innerText(), { timeout: 60_000 }).toMatch(/Caller:|Camille:/);
    const off = page.getByRole("switch", { name: "Simulated callers" });
    expect(await off.isChecked()).toBe(true);
    await off.click();
    await expect.poll(async () => ((await app.ask("/api/demo")).body as { data: { simulating: boolean } }).data.simulating).toBe(false);
    await page.reload();
    await expect.poll(() => off.isChecked()).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a booking by hand: made, moved and moved back, cancelled and kept after all, then cancelled", { timeout: 120_000 }, async () => {
    const session = await owner(app);
    const { page, complaints, context } = await openWindow(browser, app.url, session);
    await page.goto("/bookings?view=list");
    await page.getByRole("button", { name: "New booking" }).click();
    const form = page.getByRole("dialog", { name: "New booking" });
    await form.getByLabel("Problem").fill("noisy furnace");
    await form.getByLabel("Address").fill("4200 rue Saint-Denis, Montréal");
    await form.getByLabel("Name").fill("Marie Gagnon");
    await form.getByLabel("Phone number").fill("514 555 0166");
    await form.getByLabel("E-mail").fill("marie@example.com");
    await chooseWorkday(page);
    await form.getByRole("group", { name: "Free times" }).getByRole("button").first().click();
    await form.getByRole("button", { name: "Book it" }).click();
    await page.getByText(/^Booked: [A-Z]{3}\d{4}$/).waitFor();

    const row = page.getByRole("button", { name: /Marie Gagnon/ });
    await row.click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("noisy furnace").waitFor();
    const before = await row.innerText();
    await drawer.getByRole("button", { name: "Move it" }).click();
    await drawer.getByRole("group", { name: "Free times" }).getByRole("button").last().click();
    await page.getByText(/is moved to/).waitFor();
    await expect.poll(() => row.innerText()).not.toBe(before);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => row.innerText()).toBe(before);

    await drawer.getByRole("button", { name: "Cancel the booking" }).click();
    await expect.poll(() => row.count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    await row.click();
    await drawer.getByRole("button", { name: "Cancel the booking" }).click();
    // Leaving carries out what could still have been taken back.
    await page.goto("/floor");
    const statuses = async () =>
      ((await app.ask("/api/bookings?q=Marie%20Gagnon", { as: session.token })).body as { data: { status: string }[] }).data.map(({ status }) => status);
    await expect.poll(statuses).toEqual(["cancelled"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("an agent is changed, saved as a revision, and tried", { timeout: 120_000 }, async () => {
    const { page, complaints, context } = await openWindow(browser, app.url, await owner(app));
    await page.goto("/agents");
    await page.getByRole("link", { name: /Camille/ }).click();
    await page.getByRole("tab", { name: "Says" }).click();
    await page.getByLabel("Personality").fill("Cheerful and brief.");
    await page.getByRole("button", { name: "Save as revision 2" }).click();
    await page.getByText(/^Revision 2 ·/).waitFor();
    const pane = page.getByRole("region", { name: "Try it" });
    await pane.getByRole("textbox").fill("What are your opening hours?");
    await page.keyboard.press("Enter");
    await pane.getByText(/\d ms$/).waitFor();
    await page.getByRole("tab", { name: "Revisions" }).click();
    await page.getByText("personality").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("the keyboard goes everywhere: ⌘K and G C", { timeout: 60_000 }, async () => {
    const { page, context } = await openWindow(browser, app.url, await owner(app));
    await page.goto("/floor");
    await page.getByRole("heading", { name: "Floor" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("textbox").fill("mails");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Mails", level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.getByRole("heading", { name: "Calls", level: 1 }).waitFor();
    await context.close();
  });

  test("a customer sees their own corner, and nothing of the business", { timeout: 60_000 }, async () => {
    const tenant = await tenantOf(app, (await owner(app)).token);
    const customer = await app.person(tenant, "CUSTOMER");
    const { page, complaints, context } = await openWindow(browser, app.url, customer);
    await page.goto("/");
    await page.getByRole("log", { name: "Conversation" }).getByText(/\w/).first().waitFor();
    const names = await page.getByRole("navigation", { name: "Pages", exact: true }).getByRole("link").allInnerTexts();
    expect(names).toEqual(["Talk", "Bookings", "Settings"]);
    await page.getByRole("textbox", { name: "Say something" }).fill("What are your opening hours?");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("log").innerText()).toMatch(/What are your opening hours\?[\s\S]+\w/);
    await page.goto("/bookings");
    await page.getByText("No bookings here").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("who is not signed in is asked to, and then goes where they wanted", { timeout: 60_000 }, async () => {
    const { page, context } = await openWindow(browser, app.url, undefined);
    await page.goto("/settings/team");
    await page.getByLabel("E-mail").fill("owner@demohvac.com");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("demo123");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { name: "Team" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/settings/team");
    await context.close();
  });
});

/** Free times may lie on another day than today: the next Wednesday always has some. */
async function chooseWorkday(page: Page): Promise<void> {
  await page.getByRole("dialog", { name: "New booking" }).getByRole("button", { name: "Day" }).click();
  const now = new Date();
  const wednesday = new Date(now.getTime() + ((((3 - now.getDay() + 7) % 7) + 7) % 14 || 7) * 86_400_000);
  const name = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(wednesday);
  if (wednesday.getMonth() !== now.getMonth()) await page.getByRole("button", { name: "Next month" }).click();
  await page.getByRole("button", { name, exact: true }).click();
}
