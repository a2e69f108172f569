import * as agents from "./agents.ts";
import * as apiKeys from "./api-keys.ts";
import * as audit from "./audit.ts";
import * as auth from "./auth.ts";
import * as billing from "./billing.ts";
import * as bookings from "./bookings.ts";
import * as calls from "./calls.ts";
import * as carriers from "./carriers.ts";
import * as closures from "./closures.ts";
import * as conversations from "./conversations.ts";
import * as dashboard from "./dashboard.ts";
import * as deliveries from "./deliveries.ts";
import * as demo from "./demo.ts";
import * as endpoints from "./endpoints.ts";
import * as health from "./health.ts";
import * as hours from "./hours.ts";
import * as invitations from "./invitations.ts";
import * as knowledge from "./knowledge.ts";
import * as mails from "./mails.ts";
import * as messages from "./messages.ts";
import * as numbers from "./numbers.ts";
import * as passkeys from "./passkeys.ts";
import * as reports from "./reports.ts";
import * as resources from "./resources.ts";
import type { Route } from "./route.ts";
import * as services from "./services.ts";
import * as supervisor from "./supervisor.ts";
import * as talk from "./talk.ts";
import * as team from "./team.ts";
import * as tenant from "./tenant.ts";
import * as tenantConfig from "./tenant-config.ts";
import * as twilio from "./twilio.ts";

const areas = [
  agents,
  apiKeys,
  audit,
  auth,
  billing,
  bookings,
  calls,
  carriers,
  closures,
  conversations,
  deliveries,
  dashboard,
  demo,
  endpoints,
  health,
  hours,
  invitations,
  knowledge,
  mails,
  messages,
  numbers,
  passkeys,
  reports,
  resources,
  services,
  supervisor,
  talk,
  team,
  tenant,
  tenantConfig,
  twilio,
];

/** Every route there is: OpenAPI, the authorization test and the checks on bad input are made from this list. */
export const allRoutes: readonly Route[] = areas.flatMap((area): Route[] => Object.values(area));
