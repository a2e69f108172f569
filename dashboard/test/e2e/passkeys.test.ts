import { createServer } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { hasBrowser, launch, openWindow } from "./browser.ts";
import { demo, owner } from "./demo.ts";

/** Passkeys are bound to a host's name, so the page is opened by the name, on a port that is known beforehand. */
describe.skipIf(!hasBrowser)("passkeys in the browser", () => {
  let app: TestApp;
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    app = await demo({ PORT: String(port), PUBLIC_URL: url });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("added in the settings, named, used to sign in without a word typed, and removed", { timeout: 120_000 }, async () => {
    const { page, complaints, context } = await openWindow(browser, url, undefined);
    const device = await deviceOf(context, page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Enter the demo" }).click();
    await page.getByRole("heading", { name: "Floor", level: 1 }).waitFor();
    await page.goto("/settings/you");
    const section = page.getByRole("region", { name: "Passkeys" });
    await section.getByRole("textbox", { name: "Name of the passkey" }).fill("My phone");
    await section.getByRole("button", { name: "Add a passkey" }).click();
    await section.getByText("My phone", { exact: true }).waitFor();
    await section.getByText("not used yet").waitFor();

    // The same device is not added twice.
    await section.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("This device holds a passkey of yours already.").waitFor();

    await section.getByRole("button", { name: "Rename My phone" }).click();
    await section.getByRole("listitem").getByRole("textbox").fill("Old phone");
    await page.keyboard.press("Enter");
    await section.getByText("Old phone", { exact: true }).waitFor();

    await page.evaluate(() => localStorage.removeItem("firstring.session"));
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("heading", { name: "Floor", level: 1 }).waitFor();

    await page.goto("/settings/you");
    await section.getByText("Old phone", { exact: true }).waitFor();
    expect(await section.getByText("not used yet").count()).toBe(0);
    await section.getByRole("button", { name: "Remove Old phone" }).click();
    await page.getByText("Old phone signs you in no more.").waitFor();
    await page.goto("/sign-in");
    await expect.poll(async () => ((await app.ask("/api/auth/passkeys", { as: (await owner(app)).token })).body as { data: unknown[] }).data).toEqual([]);
    expect(complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
    await device.remove();
    await context.close();
  });

  test("who says no, or has none, is told what to do", { timeout: 60_000 }, async () => {
    const { page, context } = await openWindow(browser, url, undefined);
    const device = await deviceOf(context, page);
    await device.verifies(false);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("No passkey was given.").waitFor();
    await context.close();
  });

  test("at another address, the page says where they work", { timeout: 60_000 }, async () => {
    const { page, context } = await openWindow(browser, app.url, undefined);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("Passkeys work at localhost only.").waitFor();
    await context.close();
  });
});

/** Chromium's own device in software: it holds passkeys, and its person is always there. */
async function deviceOf(context: BrowserContext, page: Page): Promise<{ verifies(is: boolean): Promise<void>; remove(): Promise<void> }> {
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verifies: async (isUserVerified) => void (await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified })),
    remove: async () => void (await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId })),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}
