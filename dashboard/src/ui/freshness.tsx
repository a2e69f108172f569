import { useTranslation } from "react-i18next";
import { useFormat } from "../lib/format.ts";
import { useNow } from "../lib/now.ts";
import { useLink } from "../live/link.ts";
import classes from "./freshness.module.css";

/** How old what is shown is: live while the socket is up, else when it was fetched. */
export function Freshness({ fetchedAtMs, live = false }: { fetchedAtMs: number; live?: boolean }) {
  const { t } = useTranslation();
  const link = useLink();
  const isLive = live && link === "up";
  return (
    <span className={`${classes.mark} ${isLive ? classes.live : live && link === "lost" ? classes.lost : ""}`}>
      <span className={classes.dot} aria-hidden />
      {isLive ? t("fresh.live") : live && link === "lost" ? t("fresh.lost") : fetchedAtMs > 0 ? <Age atMs={fetchedAtMs} /> : t("fresh.loading")}
    </span>
  );
}

function Age({ atMs }: { atMs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  return <>{t("fresh.updated", { when: format.ago(atMs, Math.max(nowMs, atMs)) })}</>;
}
