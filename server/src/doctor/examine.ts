import { type Config, readConfig } from "../config.ts";
import { lookAtDatabase } from "./database.ts";
import { type Finding, right, wrong } from "./finding.ts";
import { lookAtClock, lookAtData, lookAtNode, lookAtPort } from "./machine.ts";

/** Looks at everything a start needs, in the order in which a start would stumble over it. */
export async function* examine(env: Readonly<Record<string, string | undefined>>): AsyncGenerator<Finding> {
  yield lookAtNode(process.versions.node);
  const config = settings(env);
  if (typeof config === "string") {
    yield wrong("settings", config);
    return;
  }
  yield right("settings", `The environment is in order (${config.mode}).`);
  yield lookAtData(config.dataDir);
  yield await lookAtPort(config.host, config.port);
  yield* lookAtDatabase(config);
  yield lookAtClock();
}

function settings(env: Readonly<Record<string, string | undefined>>): Config | string {
  try {
    return readConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
