import { Badge, type BadgeProps } from "@mantine/core";
import type { ReactNode } from "react";

/** What a colour means here; nothing is said by colour alone. */
export type Tone = "good" | "warn" | "bad" | "quiet" | "accent";

export function ToneBadge({
  tone,
  children,
  ...rest
}: { tone: Tone; children: ReactNode } & Omit<BadgeProps, "color" | "variant"> & { "aria-label"?: string }) {
  return (
    <Badge
      component="span"
      size="sm"
      radius="sm"
      tt="none"
      fw={560}
      {...rest}
      style={{ background: wash(tone), color: ink(tone), letterSpacing: 0, flexShrink: 0 }}
    >
      {children}
    </Badge>
  );
}

export const ink = (tone: Tone): string => `var(--fr-${tone}-text)`;
export const wash = (tone: Tone): string => `var(--fr-${tone}-wash)`;
