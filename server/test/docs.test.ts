import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./harness/app.ts";

/**
 * What the documentation tells people to type works: every block that begins with ```bash test is run, those of one page in one shell,
 * in order, against a development server with the demo businesses. `http://localhost:3000` is that server. A block must succeed, say something,
 * and that must not be a failure.
 */

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...markdownIn("docs")].filter((page) => existsSync(join(root, page)));
const END = "--- end of block ---";

function markdownIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
}

const read = (page: string): string => readFileSync(join(root, page), "utf8");
const blocksOf = (page: string): string[] => [...read(page).matchAll(/^```bash test\n([\s\S]*?)^```$/gm)].map(([, block]) => block ?? "");

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ NODE_ENV: "development", LOG_LEVEL: "fatal" });
});
afterAll(async () => app.stop());

describe("commands", () => {
  test("the README has some", () => {
    expect(blocksOf("README.md").length).toBeGreaterThan(0);
  });
  test.each(pages.filter((page) => blocksOf(page).length > 0))("%s", async (page) => {
    const blocks = blocksOf(page).map((block) => block.replaceAll("http://localhost:3000", app.url));
    const { code, said, complaint } = await bash(blocks.map((block) => `${block}\necho; echo '${END}'\n`).join(""));
    expect([code, complaint]).toEqual([0, ""]);
    const answers = said.split(END).slice(0, -1);
    expect(answers.length).toBe(blocks.length);
    answers.forEach((answer, index) => {
      expect([blocks[index], answer.trim()]).not.toEqual([blocks[index], ""]);
      expect([blocks[index], answer]).not.toEqual([blocks[index], expect.stringContaining('"error":true')]);
    });
  });
});

/** Runs a script that stops at the first command that fails. */
function bash(script: string): Promise<{ code: number | null; said: string; complaint: string }> {
  return new Promise((resolve, reject) => {
    const shell = spawn("bash", ["--norc", "-euo", "pipefail", "-c", script], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"] ?? "", HOME: root },
    });
    let [said, complaint] = ["", ""];
    shell.stdout.on("data", (bytes) => {
      said += String(bytes);
    });
    shell.stderr.on("data", (bytes) => {
      complaint += String(bytes);
    });
    shell.on("error", reject);
    shell.on("close", (code) => resolve({ code, said, complaint }));
  });
}

describe("links", () => {
  test.each(pages)("%s leads to files that exist", (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? "").filter((target) => !/^[a-z]+:/.test(target));
    const missing = targets.filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });
});
