import { switchBusiness } from "@firstring/contract/routes/auth.ts";
import { Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconBuildingStore, IconCheck, IconLanguage, IconLogout, IconMoon, IconSelector, IconSun, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { enter, leave, useMe } from "../api/me.ts";
import { speak } from "../lib/language.ts";
import { useScheme } from "../lib/scheme.ts";
import { paths } from "../paths.ts";
import { Face } from "./face.tsx";
import classes from "./person-menu.module.css";
import { tellTrouble } from "./trouble.tsx";

/** Who is signed in and for which business; what belongs to the person rather than to a page. */
export function PersonMenu() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const go = useNavigate();
  const scheme = useScheme();
  const { setColorScheme } = useMantineColorScheme();
  const here = me.tenants.find(({ slug }) => slug === me.tenant);
  const change = (tenant: string) =>
    call(switchBusiness, { body: { tenant } })
      .then(enter)
      .then(() => go({ to: paths.floor }))
      .catch(tellTrouble);
  return (
    <Menu position="top-start" width={240} shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <Face name={here?.name ?? me.tenant} size={32} />
          <div className={classes.who}>
            <div className={classes.business}>{here?.name ?? me.tenant}</div>
            <div className={classes.name}>{me.name || me.email}</div>
          </div>
          <VisuallyHidden>{t("person.menu")}</VisuallyHidden>
          <IconSelector size={16} color="var(--mantine-color-dimmed)" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {me.tenants.length > 1 && <Menu.Label>{t("person.businesses")}</Menu.Label>}
        {me.tenants.length > 1 &&
          me.tenants.map(({ slug, name }) => (
            <Menu.Item
              key={slug}
              leftSection={<IconBuildingStore size={16} />}
              rightSection={slug === me.tenant ? <IconCheck size={15} aria-label={t("person.here")} /> : undefined}
              onClick={() => slug !== me.tenant && change(slug)}
            >
              {name}
            </Menu.Item>
          ))}
        {me.tenants.length > 1 && <Menu.Divider />}
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => go({ to: paths.you })}>
          {t("person.account")}
        </Menu.Item>
        <Menu.Item
          leftSection={scheme === "dark" ? <IconSun size={16} /> : <IconMoon size={16} />}
          onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
          closeMenuOnClick={false}
        >
          {scheme === "dark" ? t("person.light") : t("person.dark")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLanguage size={16} />} onClick={() => speak(i18n.language === "fr" ? "en" : "fr")} closeMenuOnClick={false}>
          <span lang={i18n.language === "fr" ? "en" : "fr"}>{i18n.language === "fr" ? "English" : "Français"}</span>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave().then(() => go({ to: paths.signIn }))}>
          {t("person.leave")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
