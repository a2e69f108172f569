import { listCalls } from "@firstring/contract/routes/calls.ts";
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { many, queries } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { useThrottled } from "../lib/throttle.ts";
import { instantOf, useZone, wallOf } from "../lib/zone.ts";
import { useHeard } from "../live/link.ts";
import { paths } from "../paths.ts";
import classes from "./floor.module.css";

const counted = [{}, { outcome: "booked" }, { outcome: "message_taken" }, { outcome: "abandoned" }] as const;
const names = ["calls", "booked", "messages", "abandoned"] as const;

/** What happened since midnight at the business. */
export function TodayStrip({ live }: { live: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useZone();
  const today = wallOf(Date.now(), zone).date;
  const from = instantOf(today, "00:00", zone).toISOString();
  const asked = counted.map((outcome) => many(listCalls, { query: { limit: 1, from, ...outcome } }));
  const counts = useQueries({ queries: asked });
  const again = useThrottled(() => {
    for (const { queryKey } of asked) void queries.invalidateQueries({ queryKey, exact: true });
  }, 3000);
  useHeard("callUpdate", ({ type }) => (type === "call.opened" || type === "call.ended") && again());
  return (
    <div className={classes.strip}>
      <div className={classes.figure}>
        <span className={classes.label}>{t("today.live")}</span>
        <span className={`${classes.value} num`}>{format.number(live)}</span>
      </div>
      {names.map((name, index) => (
        <Link key={name} to={paths.calls} search={{ day: today, ...counted[index] }} className={classes.figure}>
          <span className={classes.label}>{t(`today.${name}`)}</span>
          <span className={`${classes.value} num`}>{counts[index]?.data === undefined ? "–" : format.number(counts[index].data.pagination.total)}</span>
        </Link>
      ))}
    </div>
  );
}
