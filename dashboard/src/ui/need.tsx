import { useTranslation } from "react-i18next";
import type { Need as Kind } from "../live/floor.ts";
import { ToneBadge } from "./tone.tsx";

/** Why somebody should look at this call, if somebody should. */
export function Need({ need }: { need: Kind }) {
  const { t } = useTranslation();
  if (need === "none" || need === "over") return null;
  return <ToneBadge tone={need === "silent" ? "warn" : "bad"}>{t(`need.${need}`)}</ToneBadge>;
}
