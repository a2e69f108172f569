import type { BrainChoice } from "@firstring/contract/call/agent.ts";
import type { Logger } from "pino";
import type { Agents } from "../agents/agents.ts";
import type { Booking } from "../booking/booking.ts";
import type { Carriers } from "../carriers.ts";
import type { Browser } from "../channels/browser/browser.ts";
import type { Chat } from "../channels/chat.ts";
import type { Simulator } from "../channels/simulator/simulator.ts";
import type { Calls } from "../consumers/calls/calls.ts";
import type { Conversations } from "../consumers/calls/conversations.ts";
import type { DashboardCalls } from "../consumers/calls/dashboard-rows.ts";
import type { Mails } from "../consumers/mails/mails.ts";
import type { Db } from "../db/db.ts";
import type { Deliveries } from "../deliveries/deliveries.ts";
import type { Endpoints } from "../deliveries/endpoints.ts";
import type { Outgoings } from "../deliveries/outgoing.ts";
import type { SupervisionDesk } from "../engine/supervision.ts";
import type { Billing } from "../figures/billing.ts";
import type { FigureDesk } from "../figures/figures.ts";
import type { CallId, TenantId } from "../lib/ids.ts";
import type { Messages } from "../messages/messages.ts";
import type { People } from "../people/people.ts";
import type { Places } from "../places/places.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventLog } from "../ports/log.ts";
import type { TenantProviders } from "../providers/tenant-providers.ts";
import type { EdgeConfig } from "./edge-config.ts";
import type { TwilioDesk } from "./hooks/twilio.ts";
import type { Rehearse } from "./rehearse.ts";
import type { Vitals } from "./vitals.ts";

/** Everything an endpoint may use. Each feature adds its line; `app.ts` makes them. */
export type Parts = Readonly<{
  config: EdgeConfig;
  logger: Logger;
  clock: Clock;
  db: Db;
  log: EventLog;
  people: People;
  vitals: Vitals;
  chat: Chat;
  browser: Browser;
  agents: Agents;
  calls: Calls;
  conversations: Conversations;
  dashboardCalls: DashboardCalls;
  figures: FigureDesk;
  billing: Billing;
  mails: Mails;
  booking: Booking;
  places: Places;
  messages: Messages;
  rehearse: Rehearse;
  endpoints: Endpoints;
  deliveries: Deliveries;
  outgoings: Outgoings;
  twilio: TwilioDesk;
  carriers: Carriers;
  simulator: Simulator;
  /** The language model of this installation, if it has one. */
  model: Extract<BrainChoice, { kind: "model" }> | undefined;
  /** Where there are demo businesses: the sign-in that everybody may know, and the business that visitors see. */
  demo: { email: string; password: string; tenant: TenantId } | undefined;
  tenantProviders: TenantProviders;
  supervision: SupervisionDesk;
  /** Asks a call to end; false when it does not run in this process. */
  engine: { hangUp(call: CallId): boolean };
}>;
