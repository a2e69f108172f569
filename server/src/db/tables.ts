import type { AgentTables } from "./tables/agents.ts";
import type { BookingTables } from "./tables/booking.ts";
import type { CallTables } from "./tables/calls.ts";
import type { CarrierTables } from "./tables/carriers.ts";
import type { DeliveryTables } from "./tables/deliveries.ts";
import type { EngineTables } from "./tables/engine.ts";
import type { FigureTables } from "./tables/figures.ts";
import type { FoundationTables } from "./tables/foundation.ts";
import type { HttpTables } from "./tables/http.ts";
import type { MailTables } from "./tables/mails.ts";
import type { PeopleTables } from "./tables/people.ts";
import type { ProviderTables } from "./tables/providers.ts";

/** Every table, as the program sees it. Each feature describes its own in `tables/`. */
export type Tables = FoundationTables &
  EngineTables &
  BookingTables &
  HttpTables &
  AgentTables &
  CallTables &
  CarrierTables &
  FigureTables &
  MailTables &
  DeliveryTables &
  ProviderTables &
  PeopleTables;
