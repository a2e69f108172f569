import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const found = places.find((path) => path !== undefined && existsSync(path));

/** Whether these tests can run here; said loudly when they cannot. */
export const hasBrowser = found !== undefined;
if (!hasBrowser) console.warn("\nSKIPPED: the tests in a browser. Install Chromium (apt-get install chromium) or say where it is by CHROMIUM=/path.\n");

export const launch = (): Promise<Browser> => chromium.launch({ ...(found !== undefined && { executablePath: found }), args: ["--no-sandbox"] });

/** The theme "auto" follows the machine, which begins light. */
export type Look = { theme: "light" | "dark" | "auto"; language: "en" | "fr"; width: number };
export const plain: Look = { theme: "light", language: "en", width: 1280 };

/** A window of somebody with this session, and everything the page complained about. */
export async function openWindow(
  browser: Browser,
  url: string,
  session: { token: string; refreshToken: string } | undefined,
  look: Look = plain,
): Promise<{ page: Page; complaints: string[]; context: BrowserContext }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: look.width, height: look.width < 500 ? 844 : 900 },
    colorScheme: look.theme === "auto" ? "light" : look.theme,
    locale: look.language === "fr" ? "fr-CA" : "en-CA",
    reducedMotion: "reduce",
  });
  const kept = { "firstring.theme": look.theme, "firstring.language": look.language, ...(session && { "firstring.session": JSON.stringify(session) }) };
  // Only where nothing is kept yet: what the page writes later stays.
  await context.addInitScript((items) => {
    if (window !== window.top) return;
    for (const [key, value] of Object.entries(items)) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, kept);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  return { page, complaints, context };
}
