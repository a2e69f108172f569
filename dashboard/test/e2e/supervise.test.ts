import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { hasBrowser, launch, openWindow } from "./browser.ts";
import { demo, owner, tenantOf } from "./demo.ts";

describe.skipIf(!hasBrowser)("a supervisor", () => {
  let app: TestApp;
  let browser: Browser;
  let session: { token: string; refreshToken: string };
  beforeAll(async () => {
    app = await demo();
    browser = await launch();
    session = await owner(app);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("takes a call over from the floor with one key, talks, and hands it back", async () => {
    const ana = await app.person(await tenantOf(app, session.token), "SUPERVISOR", "ana");
    const made = await app.ask("/api/conversations", { as: session.token, body: {} });
    const { id } = (made.body as { data: { id: string } }).data;
    const { page, complaints, context } = await openWindow(browser, app.url, ana);
    await page.goto("/floor");
    await page.locator(`[data-glide="${id}"]`).waitFor();
    await page.keyboard.press("t");
    await page.getByText("You have this call.").waitFor();
    expect(page.url()).toContain(id);
    await page.getByLabel("To the caller").fill("Hello, this is Ana.");
    await page.keyboard.press("Enter");
    await page.locator('[data-who="supervisor"]', { hasText: "Hello, this is Ana." }).waitFor();
    await page.getByRole("button", { name: "Hand back" }).click();
    await page.getByText("You are in the conversation beside the agent.").waitFor();
    await page.locator("body").press("Escape");
    await page.getByText("The agent has this call.").waitFor();
    const { body } = await app.ask(`/api/calls/${id}/events?limit=100`, { as: session.token });
    const types = (body as { data: { type: string }[] }).data.map(({ type }) => type);
    expect(types.filter((type) => type.startsWith("supervisor."))).toEqual([
      "supervisor.joined",
      "supervisor.took_over",
      "supervisor.said",
      "supervisor.handed_back",
      "supervisor.left",
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
