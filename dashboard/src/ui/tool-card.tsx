import { Collapse, Loader, UnstyledButton } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconCalendarPlus,
  IconCalendarSearch,
  IconChevronRight,
  IconCircleCheck,
  IconInbox,
  IconMapPin,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconSearch,
  IconTool,
} from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./tool-card.module.css";
import { gistOf } from "./tool-gist.ts";

const icons: Record<string, Icon> = {
  find_place: IconMapPin,
  check_availability: IconCalendarSearch,
  hold_booking: IconCalendarPlus,
  find_booking: IconCalendarSearch,
  reschedule_booking: IconCalendarPlus,
  cancel_booking: IconCalendarPlus,
  confirm: IconCircleCheck,
  look_up: IconSearch,
  take_message: IconInbox,
  transfer_to_person: IconPhoneOutgoing,
  end_call: IconPhoneOff,
};
const known = Object.keys(icons) as readonly ToolName[];
type ToolName =
  | "find_place"
  | "check_availability"
  | "hold_booking"
  | "find_booking"
  | "reschedule_booking"
  | "cancel_booking"
  | "confirm"
  | "look_up"
  | "take_message"
  | "transfer_to_person"
  | "end_call";

/** What the agent did besides talking: one line, with what went in and came out on demand. */
export function ToolCard({ tool, input, output }: { tool: string; input: unknown; output: unknown }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const body = useId();
  const failed = typeof output === "object" && output !== null && "error" in output;
  const Icon = failed ? IconAlertTriangle : (icons[tool] ?? IconTool);
  const name = known.find((one) => one === tool);
  return (
    <div className={classes.card}>
      <UnstyledButton className={classes.head} onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={body}>
        {output === undefined ? (
          <Loader size={14} aria-hidden />
        ) : (
          <Icon size={15} stroke={1.7} color={failed ? "var(--fr-bad-text)" : "currentColor"} aria-hidden />
        )}
        <span className={classes.name}>{name === undefined ? tool : t(`tool.${name}`)}</span>
        <span className={classes.gist}>{output === undefined ? t("tool_at_work") : gistOf(input, output)}</span>
        <IconChevronRight size={14} className={classes.chevron} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={open} id={body}>
        <div className={classes.sides}>
          <Side label={t("tool_in")} value={input} />
          {output !== undefined && <Side label={t("tool_out")} value={output} />}
        </div>
      </Collapse>
    </div>
  );
}

function Side({ label, value }: { label: string; value: unknown }) {
  return (
    <div>
      {label}
      {/** biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.json} tabIndex={0} aria-label={label}>
        {JSON.stringify(value, null, 2)}
      </section>
    </div>
  );
}
