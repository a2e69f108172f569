import * as agents from "./agents.ts";
import * as calls from "./calls.ts";
import * as conversations from "./conversations.ts";
import * as health from "./health.ts";
import * as knowledge from "./knowledge.ts";
import * as mails from "./mails.ts";
import * as numbers from "./numbers.ts";
import type { Route } from "./route.ts";

/** Every route there is: OpenAPI, the authorization test and the checks on bad input are made from this list. */
export const allRoutes: readonly Route[] = [agents, calls, conversations, health, knowledge, mails, numbers].flatMap((module): Route[] =>
  Object.values(module),
);
