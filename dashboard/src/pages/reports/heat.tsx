import type { Report } from "@firstring/contract/schemas/report.ts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/format.ts";
import { clockHour, hourName, weekdayName } from "../../lib/week.ts";
import { paths } from "../../paths.ts";
import type { Drill } from "./drill.ts";
import classes from "./reports.module.css";

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const DAY = Array.from({ length: 24 }, (_, hour) => hour);

/** When calls come: a week of hours, darker where there are more. An hour leads to its calls. */
export function Heat({ hours, within }: { hours: Report["hours"]; within: Drill }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...hours.map(({ calls }) => calls));
  const at = new Map(hours.map((each) => [`${each.weekday} ${each.hour}`, each]));
  return (
    <section className={classes.card} aria-labelledby="heat">
      <h2 id="heat">{t("reports.heat")}</h2>
      <div className={classes.scroll}>
        <table className={classes.heat}>
          <thead>
            <tr>
              <td className={classes.side} />
              {DAY.map((hour) => (
                <th key={hour} scope="col">
                  {hour % 3 === 0 ? clockHour(format.locale, hour) : <span className={classes.unseen}>{clockHour(format.locale, hour)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEK.map((weekday) => (
              <tr key={weekday}>
                <th scope="row" className={classes.side}>
                  {weekdayName(format.locale, weekday, "short")}
                </th>
                {DAY.map((hour) => {
                  const { calls = 0, missed = 0 } = at.get(`${weekday} ${hour}`) ?? {};
                  const name = t("reports.hour", { when: hourName(format.locale, weekday, hour), calls: format.number(calls), missed: format.number(missed) });
                  return (
                    <td key={hour}>
                      {calls === 0 ? (
                        <span className={classes.hour} />
                      ) : (
                        <Link
                          to={paths.calls}
                          search={{ ...within, weekday, hour }}
                          className={classes.hour}
                          style={{ "--share": `${Math.round(18 + (82 * calls) / most)}%` } as React.CSSProperties}
                          title={name}
                          aria-label={name}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
