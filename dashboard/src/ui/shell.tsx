import { ActionIcon, Kbd, UnstyledButton } from "@mantine/core";
import { IconDots, IconSearch } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBusiness, useMe } from "../api/me.ts";
import { Zone } from "../lib/zone.ts";
import { useLiveBookings } from "../live/bookings.ts";
import { useLiveLink } from "../live/link.ts";
import { Logo } from "./logo.tsx";
import { More } from "./more.tsx";
import { navFor } from "./nav.ts";
import { PageSkeleton } from "./page-skeleton.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { openSearch, Search } from "./search.tsx";
import classes from "./shell.module.css";
import { Shortcuts } from "./shortcuts.tsx";
import { Unread } from "./unread.tsx";

const mod = /mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** What stands around every page once somebody is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const business = useBusiness();
  const items = navFor(me.role);
  useLiveLink();
  useLiveBookings();
  return (
    <Zone value={business?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <div className={classes.shell}>
        <a className={classes.skip} href="#main">
          {t("shell.skip")}
        </a>
        <aside className={classes.side}>
          <div className={classes.brand}>
            <Logo /> Firstring
          </div>
          <UnstyledButton className={classes.search} onClick={openSearch}>
            <IconSearch size={15} aria-hidden />
            <span>{t("search.open")}</span>
            <Kbd size="xs">{mod} K</Kbd>
          </UnstyledButton>
          <nav aria-label={t("shell.pages")} style={{ flex: 1, minHeight: 0, display: "flex" }}>
            <ul className={classes.links}>
              {items.map(({ to, name, icon: Icon }) => (
                <li key={to}>
                  <Link to={to} className={classes.link}>
                    <Icon size={18} stroke={1.7} aria-hidden />
                    {t(`nav.${name}`)}
                    {name === "messages" && <Unread className={classes.count} />}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className={classes.foot}>
            <PersonMenu />
          </div>
        </aside>
        <header className={classes.top}>
          <div className={classes.brand}>
            <Logo size={26} /> Firstring
          </div>
          <ActionIcon onClick={openSearch} aria-label={t("search.open")}>
            <IconSearch size={20} />
          </ActionIcon>
        </header>
        <main id="main" className={classes.main} tabIndex={-1} style={{ outline: "none" }}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
        <Thumbs />
      </div>
      <Search />
      <Shortcuts />
    </Zone>
  );
}

/** The bar at the bottom of a phone. */
function Thumbs() {
  const { t } = useTranslation();
  const items = navFor(useMe().role);
  const [more, setMore] = useState(false);
  return (
    <>
      <nav className={classes.thumbs} aria-label={t("shell.pages_phone")}>
        {items
          .filter(({ thumb }) => thumb)
          .map(({ to, name, icon: Icon }) => (
            <Link key={to} to={to} className={classes.thumb}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {t(`nav.${name}`)}
            </Link>
          ))}
        <UnstyledButton className={classes.thumb} onClick={() => setMore(true)} aria-haspopup="dialog">
          <IconDots size={22} stroke={1.6} aria-hidden />
          {t("nav.more")}
        </UnstyledButton>
      </nav>
      <More opened={more} close={() => setMore(false)} items={items.filter(({ thumb }) => !thumb)} />
    </>
  );
}
