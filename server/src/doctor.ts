import { existsSync } from "node:fs";
import { examine } from "./doctor/examine.ts";

/** `npm run doctor`: says what would keep Firstring from starting or from being reached, and what to do about it. Ends with 1 when something would. */
async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  let wrong = 0;
  for await (const { about, verdict, words } of examine(process.env)) {
    if (verdict === "wrong") wrong += 1;
    process.stdout.write(`${MARKS[verdict]} ${about.padEnd(10)} ${words.replaceAll("\n", `\n${" ".repeat(18)}`)}\n`);
  }
  process.stdout.write(wrong === 0 ? "\nNothing stands in the way.\n" : `\n${wrong} ${wrong === 1 ? "thing stands" : "things stand"} in the way.\n`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

const MARKS = { right: "ok    ", odd: "look  ", wrong: "WRONG " };

await main();
