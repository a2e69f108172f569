import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../../../server/test/harness/app.ts";
import { en } from "../../src/lib/words/en.ts";
import { fr } from "../../src/lib/words/fr.ts";
import { hasBrowser, type Look, launch, openWindow, plain } from "./browser.ts";
import { demo, owner } from "./demo.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const inside = [
  "/floor",
  "/talk",
  "/calls",
  "/bookings",
  "/bookings?view=week",
  "/bookings?view=list",
  "/messages",
  "/agents",
  "/reports",
  "/reports?wall=true",
  "/mails",
  "/integrations",
  "/settings/business",
  "/settings/services",
  "/settings/hours",
  "/settings/team",
  "/settings/keys",
  "/settings/billing",
  "/settings/you",
  "/settings/carriers",
  "/settings/appearance",
];
const outside = ["/sign-in", "/register", "/forgotten-password"];

describe.skipIf(!hasBrowser)("every page", () => {
  let app: TestApp;
  let browser: Browser;
  let session: { token: string; refreshToken: string };
  let pages: string[];
  beforeAll(async () => {
    app = await demo();
    browser = await launch();
    session = await owner(app);
    const made = await app.ask("/api/twilio/simulate-call-basic", { as: session.token });
    expect(made.status, made.text).toBeLessThan(300);
    const { body: calls } = await app.ask("/api/calls?limit=1", { as: session.token });
    const { body: agents } = await app.ask("/api/agents?limit=1", { as: session.token });
    const first = (body: unknown) => (body as { data: { id: string }[] }).data[0]!.id;
    const agent = `/agents/${first(agents)}`;
    pages = [...inside, `/calls/${first(calls)}`, agent, ...["says", "does", "knows", "revisions"].map((tab) => `${agent}?tab=${tab}`)];
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Each page in its own turn, settled. */
  async function each(look: Look, check: (page: Page, path: string, complaints: string[]) => Promise<void>): Promise<void> {
    for (const [paths, who] of [
      [outside, undefined],
      [pages, session],
    ] as const) {
      const { page, complaints, context } = await openWindow(browser, app.url, who, look);
      for (const path of paths) {
        complaints.length = 0;
        await page.goto(path);
        await settled(page);
        await check(page, path, complaints);
      }
      await context.close();
    }
  }

  test("has nothing that axe finds serious, in both themes, and complains of nothing", { timeout: 240_000 }, async () => {
    const found: string[] = [];
    await each({ ...plain, theme: "auto" }, async (page, path, complaints) => {
      await page.evaluate(axe);
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
        // Two pictures later every colour is of the new theme.
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
        for (const { id, impact, nodes } of violations)
          if (impact === "serious" || impact === "critical")
            found.push(`${path} (${theme}) ${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`);
      }
      for (const complaint of complaints) found.push(`${path} says: ${complaint}`);
    });
    expect(found).toEqual([]);
  });

  test("speaks French on a phone: no English word of ours is left, and nothing is wider than 390 px", { timeout: 240_000 }, async () => {
    const words = (all: object): string[] => Object.values(all).flatMap((value) => (typeof value === "string" ? [value] : words(value)));
    const french = new Set(words(fr));
    // What one may say to an agent stands in many a business's own questions too.
    const { ideas: _, ...talk } = en.talk;
    const english = new Set(words({ ...en, talk }).filter((word) => !french.has(word) && !word.includes("{{")));
    const left: string[] = [];
    await each({ ...plain, language: "fr", width: 390 }, async (page, path) => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) left.push(`${path} is ${over} px too wide`);
      const lines = await page.evaluate(() => {
        const named = [...document.querySelectorAll("[aria-label],[placeholder],[title]")].flatMap((one) => [
          one.getAttribute("aria-label"),
          one.getAttribute("placeholder"),
          one.getAttribute("title"),
        ]);
        return [...document.body.innerText.split("\n"), ...named.filter((name) => name !== null)];
      });
      expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr");
      for (const line of lines) if (english.has(line.trim()) && line.trim() !== "English") left.push(`${path}: ${line}`);
    });
    expect(left).toEqual([]);
  });
});

/** The skeletons are gone and nothing is being fetched. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.locator("main, [role=main]").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".mantine-Skeleton-root[data-visible]") === null);
}
