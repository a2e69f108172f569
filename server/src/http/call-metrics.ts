import type { callMetrics } from "@firstring/contract/schemas/report.ts";
import type { z } from "zod";
import type { Range } from "../figures/figures.ts";

/** A range of days, with its calls by outcome and by who carried them. */
export function callMetricsOf({ period, asOf, figures, totals, channels }: Range): z.infer<typeof callMetrics> {
  return {
    period: { startDate: period.startDate, endDate: period.endDate },
    asOf,
    figures,
    byOutcome: {
      booked: totals.booked,
      answered: totals.only_answered,
      message_taken: totals.message_taken,
      transferred: totals.transferred,
      missed: totals.missed,
      abandoned: totals.abandoned,
      voicemail: totals.voicemail,
      failed: totals.failed,
    },
    byProvider: Object.fromEntries(channels.map(({ channel, figures: of }) => [channel, of.calls ?? 0])),
  };
}
