import type { Outcome } from "@firstring/contract/call/event.ts";
import { useTranslation } from "react-i18next";
import { type Tone, ToneBadge } from "./tone.tsx";

const tones: Record<Outcome, Tone> = {
  booked: "good",
  answered: "accent",
  message_taken: "accent",
  transferred: "accent",
  missed: "warn",
  abandoned: "warn",
  voicemail: "quiet",
  failed: "bad",
};

/** How a call ended for the business. */
export function OutcomeBadge({ outcome }: { outcome: Outcome | null }) {
  const { t } = useTranslation();
  return outcome === null ? <ToneBadge tone="quiet">{t("outcome.open")}</ToneBadge> : <ToneBadge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</ToneBadge>;
}
