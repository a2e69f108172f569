import type { Logger } from "pino";
import type { Agents } from "../agents/agents.ts";
import type { Chat } from "../channels/chat.ts";
import type { Calls } from "../consumers/calls/calls.ts";
import type { Conversations } from "../consumers/calls/conversations.ts";
import type { Mails } from "../consumers/mails/mails.ts";
import type { Db } from "../db/db.ts";
import type { CallId } from "../lib/ids.ts";
import type { People } from "../people/people.ts";
import type { Clock } from "../ports/clock.ts";
import type { EventLog } from "../ports/log.ts";
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
  agents: Agents;
  calls: Calls;
  conversations: Conversations;
  mails: Mails;
  rehearse: Rehearse;
  twilio: TwilioDesk;
  /** Asks a call to end; false when it does not run in this process. */
  engine: { hangUp(call: CallId): boolean };
}>;
