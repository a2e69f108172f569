import type { Goal } from "@firstring/contract/call/event.ts";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./goal-progress.module.css";

type Slots = readonly { name: string; label: string; value?: string | undefined; required: boolean }[];
type Shown = Omit<Goal, "slots"> & { slots: Slots };

/** What the caller wants and how far it is: a bar of required facts; small with labels as chips, large with their values. */
export function GoalProgress({ goal, name, size }: { goal: Shown; name: string; size: "small" | "large" }) {
  const { t } = useTranslation();
  const required = goal.slots.filter((slot) => slot.required);
  const known = required.filter((slot) => slot.value !== undefined).length;
  return (
    <div className={classes.goal}>
      <div className={classes.head}>
        <span className={classes.service}>
          {t(`intent.${goal.intent}`)} · {name}
        </span>
        <span className={`${classes.count} num`}>{t("goal.known", { known, count: required.length })}</span>
      </div>
      <div className={classes.bar} role="img" aria-label={t("goal.known", { known, count: required.length })}>
        {required.map((slot) => (
          <i key={slot.name} data-known={slot.value === undefined ? undefined : true} />
        ))}
      </div>
      {size === "small" ? <Chips slots={required} /> : <Rows slots={goal.slots.filter((slot) => slot.required || slot.value !== undefined)} />}
    </div>
  );
}

function Chips({ slots }: { slots: Slots }) {
  return (
    <ul className={classes.slots}>
      {slots.map(({ name, label, value }) => (
        <li key={name} className={classes.slot} data-known={value === undefined ? undefined : true} title={value === undefined ? label : `${label}: ${value}`}>
          {value === undefined ? label : <b>{value}</b>}
        </li>
      ))}
    </ul>
  );
}

function Rows({ slots }: { slots: Slots }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.rows}>
      {slots.map(({ name, label, value, required }) => (
        <Row key={name} label={label} value={value} missing={required ? t("goal.missing") : t("goal.optional")} />
      ))}
    </dl>
  );
}

function Row({ label, value, missing }: { label: string; value: string | undefined; missing: string }) {
  const Icon = value === undefined ? IconCircle : IconCircleCheckFilled;
  return (
    <>
      <dt>
        <Icon size={14} stroke={1.6} color={value === undefined ? "var(--mantine-color-dimmed)" : "var(--mantine-color-iris-6)"} aria-hidden />
        {label}
      </dt>
      <dd data-empty={value === undefined ? true : undefined}>{value ?? missing}</dd>
    </>
  );
}
