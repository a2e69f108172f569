import { Command } from "commander";
import { simulate } from "./simulate.ts";

/** `npm run firstring -- <command>`: what an operator does from a terminal besides starting. One command of `program` each. */
const program = new Command("firstring").description("Firstring from the command line");

program
  .command("simulate")
  .description("plays scenarios against the real engine, with a played caller and a clock that stands still")
  .argument("[paths...]", "scenario files, or folders of them", ["server/test/scenarios"])
  .option("--only <words>", "only scenarios whose name has these words")
  .option("--verbose", "what was said, also where all is right")
  .action(async (paths: string[], options: { only?: string; verbose?: boolean }) => {
    process.exitCode = (await simulate(paths, options)) === 0 ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = 1;
}
