import { getReport } from "@firstring/contract/routes/reports.ts";
import { type MetricName, metrics } from "@firstring/contract/schemas/metric.ts";
import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBusiness } from "../../api/me.ts";
import { one } from "../../api/queries.ts";
import { writtenFigure } from "../../lib/figure.ts";
import { useFormat } from "../../lib/format.ts";
import { spokenIn } from "../../lib/spoken.ts";
import { useThrottled } from "../../lib/throttle.ts";
import { useZone, wallOf } from "../../lib/zone.ts";
import { useHeard } from "../../live/link.ts";
import { useFloor } from "../../live/use-floor.ts";
import { paths } from "../../paths.ts";
import { Freshness } from "../../ui/freshness.tsx";
import classes from "./reports.module.css";

const shown: readonly MetricName[] = ["calls", "booked", "missed", "answeredShare", "replyP95Ms"];
/** A wall is looked at and not touched: it asks by itself, also where nothing is heard. */
const AGAIN_MS = 30_000;

/** Today in figures that can be read across a room. */
export function Wallboard() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const business = useBusiness();
  const today = wallOf(Date.now(), useZone()).date;
  const report = useQuery({ ...one(getReport, { query: { startDate: today, endDate: today } }), refetchInterval: AGAIN_MS });
  const again = useThrottled(() => void report.refetch(), 1500);
  useHeard("callUpdate", ({ type }) => type === "call.ended" && again());
  const live = useFloor().total;
  useEffect(() => {
    document.title = `${t("reports.wall")} · Firstring`;
  }, [t]);
  return (
    <section className={classes.wall} aria-label={t("reports.wall")}>
      <header className={classes.wallHead}>
        <h1>{business?.name}</h1>
        <Freshness live fetchedAtMs={report.dataUpdatedAt} />
        <Button component={Link} to={paths.reports} variant="subtle" color="gray" leftSection={<IconX size={16} aria-hidden />}>
          {t("reports.leave_wall")}
        </Button>
      </header>
      <div className={classes.wallTiles}>
        <div className={classes.wallTile}>
          <span>{t("today.live")}</span>
          <span className="num">{format.number(live)}</span>
        </div>
        {shown.map((name) => (
          <div key={name} className={classes.wallTile}>
            <span>{spokenIn(i18n.language, metrics[name].label)}</span>
            <span className="num">{writtenFigure(name, report.data?.figures[name], format)}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
