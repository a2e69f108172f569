import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./more.module.css";
import type { NavItem } from "./nav.ts";
import { PersonMenu } from "./person-menu.tsx";

/** On a phone: the pages that have no place on the bar, and who is signed in. */
export function More({ opened, close, items }: { opened: boolean; close: () => void; items: readonly NavItem[] }) {
  const { t } = useTranslation();
  return (
    <Drawer opened={opened} onClose={close} position="bottom" size="auto" title={t("nav.more")} radius="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <ul className={classes.list}>
        {items.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.item} onClick={close}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {t(`nav.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
      <PersonMenu />
    </Drawer>
  );
}
