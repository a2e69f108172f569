import { type Role, staff } from "@firstring/contract/schemas/role.ts";
import {
  type Icon,
  IconBuildingStore,
  IconCalendarClock,
  IconKey,
  IconListDetails,
  IconPalette,
  IconPhoneCall,
  IconReceipt,
  IconUserCircle,
  IconUsers,
} from "@tabler/icons-react";
import { Link, Navigate, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../api/me.ts";
import { paths } from "../../paths.ts";
import { Page } from "../../ui/page.tsx";
import classes from "./settings.module.css";

const items: readonly {
  to: (typeof paths)["business" | "services" | "hours" | "team" | "carriers" | "keys" | "billing" | "you" | "appearance"];
  name: Name;
  icon: Icon;
  who?: readonly Role[];
}[] = [
  { to: paths.business, name: "business", icon: IconBuildingStore, who: staff },
  { to: paths.services, name: "services", icon: IconListDetails, who: staff },
  { to: paths.hours, name: "hours", icon: IconCalendarClock, who: staff },
  { to: paths.team, name: "team", icon: IconUsers, who: staff },
  { to: paths.carriers, name: "carriers", icon: IconPhoneCall, who: ["OWNER", "ADMIN"] },
  { to: paths.keys, name: "keys", icon: IconKey, who: ["OWNER", "ADMIN"] },
  { to: paths.billing, name: "billing", icon: IconReceipt, who: ["OWNER", "ADMIN"] },
  { to: paths.you, name: "you", icon: IconUserCircle },
  { to: paths.appearance, name: "appearance", icon: IconPalette },
];
type Name = "business" | "services" | "hours" | "team" | "carriers" | "keys" | "billing" | "you" | "appearance";

/** What is configured, one subject a page. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const menu = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the menu scrolls to the page that is shown
  useEffect(() => void menu.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" }), [pathname]);
  return (
    <Page title={t("nav.settings")}>
      <div className={classes.cols}>
        <nav aria-label={t("nav.settings")}>
          <ul className={classes.menu} ref={menu}>
            {items
              .filter(({ who }) => who === undefined || who.includes(role))
              .map(({ to, name, icon: Icon }) => (
                <li key={to}>
                  <Link to={to} className={classes.item}>
                    <Icon size={17} stroke={1.7} aria-hidden />
                    {t(`settings.${name}`)}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <div>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}

export function SettingsHome() {
  const { role } = useMe();
  return <Navigate to={role === "CUSTOMER" ? paths.you : paths.business} replace />;
}
