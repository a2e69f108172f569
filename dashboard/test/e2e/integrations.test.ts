import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { en } from "../../src/lib/words/en.ts";
import { hasBrowser, launch, openWindow, plain } from "./browser.ts";
import { demo, owner } from "./demo.ts";

/** Where to put pictures for people to look at; none are made without it. */
const PICTURES = process.env["PICTURES"];

describe.skipIf(!hasBrowser)("integrations", () => {
  let app: TestApp;
  let browser: Browser;
  let receiver: Server;
  let answer = 200;
  beforeAll(async () => {
    receiver = createServer((request, response) => void request.resume().on("end", () => response.writeHead(answer).end("thanks")));
    await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
    app = await demo({ EGRESS_ALLOW: "127.0.0.1" });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await new Promise((closed) => receiver.close(closed));
  });

  test("an endpoint is added, tested, seen to fail, and sent to again, by hand", async () => {
    const words = en.integrations;
    const { page, complaints, context } = await openWindow(browser, app.url, await owner(app), plain);
    await page.goto("/integrations");
    await page.getByText(words.none).waitFor();
    await page.getByRole("button", { name: words.add }).click();
    await page.getByLabel(words.url, { exact: true }).fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
    await page.getByLabel(words.name, { exact: true }).fill("n8n");
    await page.getByRole("button", { name: en.save }).click();
    await page.getByText(words.once).waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: words.n8n_with }).click()]);
    expect(file.suggestedFilename()).toBe("firstring-n8n-workflow.json");
    await page.getByRole("button", { name: words.test, exact: true }).click();
    const row = page.locator("li", { hasText: "endpoint.test" });
    await row.getByText(words.delivered).waitFor();
    answer = 410;
    await page.getByRole("button", { name: words.test, exact: true }).click();
    await page.getByText(words.gone).waitFor();
    answer = 200;
    await page.getByRole("button", { name: words.enable, exact: true }).click();
    await page.getByText(words.enabled, { exact: true }).waitFor();
    await page.locator("li", { hasText: "endpoint.test" }).filter({ hasText: words.dead }).click();
    await page.getByRole("button", { name: words.resend, exact: true }).click();
    await page.getByText(words.attempts, { exact: true }).waitFor();
    await page.getByRole("button", { name: /^2\. 200/ }).waitFor();
    await page.getByRole("button", { name: /^2\. 200/ }).click();
    await page.getByText("webhook-signature", { exact: false }).first().waitFor();
    if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/integrations-drawer.png` });
    expect(complaints).toEqual([]);
    await context.close();
    if (PICTURES === undefined) return;
    for (const [theme, width, language] of [
      ["light", 1280, "en"],
      ["dark", 1280, "en"],
      ["light", 390, "fr"],
    ] as const) {
      const look = await openWindow(browser, app.url, await owner(app), { theme, width, language });
      await look.page.goto("/integrations");
      await look.page.getByText("endpoint.test").first().waitFor();
      await look.page.screenshot({ path: `${PICTURES}/integrations-${theme}-${width}.png`, fullPage: true });
      await look.context.close();
    }
  });
});
