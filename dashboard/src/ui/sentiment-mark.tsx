import type { Sentiment } from "@firstring/contract/call/event.ts";
import { IconAlertTriangle, IconMoodEmpty, IconMoodSad, IconMoodSmile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const marks = {
  positive: { icon: IconMoodSmile, color: "var(--fr-good-text)" },
  neutral: { icon: IconMoodEmpty, color: "var(--mantine-color-dimmed)" },
  negative: { icon: IconMoodSad, color: "var(--fr-warn-text)" },
  urgent: { icon: IconAlertTriangle, color: "var(--fr-bad-text)" },
} as const;

/** The caller's mood, as an icon with its name. */
export function SentimentMark({ sentiment, named = false }: { sentiment: Sentiment | null; named?: boolean }) {
  const { t } = useTranslation();
  if (sentiment === null) return null;
  const { icon: Icon, color } = marks[sentiment];
  const name = t(`sentiment.${sentiment}`);
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 5, color }}>
      {named ? <Icon size={16} stroke={1.7} aria-hidden /> : <Icon size={17} stroke={1.7} role="img" aria-label={name} />}
      {named && name}
    </span>
  );
}
