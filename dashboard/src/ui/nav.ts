import type { Role } from "@firstring/contract/schemas/role.ts";
import {
  type Icon,
  IconActivityHeartbeat,
  IconCalendarTime,
  IconChartBar,
  IconHeadset,
  IconInbox,
  IconMail,
  IconMessageCircleBolt,
  IconPhone,
  IconSettings,
  IconWebhook,
} from "@tabler/icons-react";
import { paths } from "../paths.ts";

export type NavItem = {
  to: (typeof paths)["floor" | "talk" | "calls" | "bookings" | "messages" | "agents" | "reports" | "mails" | "integrations" | "settings"];
  name: "floor" | "talk" | "calls" | "bookings" | "messages" | "agents" | "reports" | "mails" | "integrations" | "settings";
  icon: Icon;
  /** Pressed after G. */
  key: string;
  /** On the bar at the bottom of a phone. */
  thumb?: true;
  /** Customers see it too. */
  customers?: true;
  /** Only owners and admins may use it. */
  admins?: true;
};

/** The pages one goes to, in the order of use. */
export const nav: readonly NavItem[] = [
  { to: paths.floor, name: "floor", icon: IconActivityHeartbeat, key: "F", thumb: true },
  { to: paths.talk, name: "talk", icon: IconMessageCircleBolt, key: "T", thumb: true, customers: true },
  { to: paths.calls, name: "calls", icon: IconPhone, key: "C", thumb: true },
  { to: paths.bookings, name: "bookings", icon: IconCalendarTime, key: "B", thumb: true, customers: true },
  { to: paths.messages, name: "messages", icon: IconInbox, key: "M" },
  { to: paths.agents, name: "agents", icon: IconHeadset, key: "A" },
  { to: paths.reports, name: "reports", icon: IconChartBar, key: "R" },
  { to: paths.mails, name: "mails", icon: IconMail, key: "E" },
  { to: paths.integrations, name: "integrations", icon: IconWebhook, key: "I", admins: true },
  { to: paths.settings, name: "settings", icon: IconSettings, key: "S", customers: true },
];

export const navFor = (role: Role): readonly NavItem[] =>
  nav.filter(({ customers, admins }) => (role === "CUSTOMER" ? customers : !admins || role === "OWNER" || role === "ADMIN"));
