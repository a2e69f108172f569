import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sayable } from "./root.mjs";
import { runHere } from "./run.mjs";

/** Runs one measurement of bench/ (`npm run bench dialogue`); without a name it says which there are. */
export async function bench([name, ...args]) {
  const there = readdirSync("bench", { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? join(entry.name, "run.ts") : entry.name))
    .filter((file) => file.endsWith(".ts") && existsSync(join("bench", file)))
    .map((file) => file.replace(/(\/run)?\.ts$/, ""));
  if (name === undefined || !there.includes(name))
    throw sayable(`Say which: ${there.map((each) => `npm run bench ${each}`).join(", ") || "there is no measurement yet"}.`);
  const folder = join("bench", name, "run.ts");
  await runHere(existsSync(folder) ? folder : join("bench", `${name}.ts`), args);
}
