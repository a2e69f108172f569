import * as agents from "./agents.ts";
import * as apiKeys from "./api-keys.ts";
import * as audit from "./audit.ts";
import * as auth from "./auth.ts";
import * as calls from "./calls.ts";
import * as conversations from "./conversations.ts";
import * as demo from "./demo.ts";
import * as health from "./health.ts";
import * as invitations from "./invitations.ts";
import * as knowledge from "./knowledge.ts";
import * as mails from "./mails.ts";
import * as numbers from "./numbers.ts";
import type { Route } from "./route.ts";
import * as team from "./team.ts";
import * as tenant from "./tenant.ts";

const areas = [agents, apiKeys, audit, auth, calls, conversations, demo, health, invitations, knowledge, mails, numbers, team, tenant];

/** Every route there is: OpenAPI, the authorization test and the checks on bad input are made from this list. */
export const allRoutes: readonly Route[] = areas.flatMap((area): Route[] => Object.values(area));
