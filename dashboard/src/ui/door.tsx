import { Button, Title, useMantineColorScheme } from "@mantine/core";
import { IconCircleCheckFilled } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { speak } from "../lib/language.ts";
import { useScheme } from "../lib/scheme.ts";
import classes from "./door.module.css";
import { Logo } from "./logo.tsx";

/** The pages before one is signed in: a form on one side, what Firstring does on the other. */
export function Door({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const scheme = useScheme();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    document.title = `${title} · Firstring`;
  }, [title]);
  return (
    <div className={classes.door}>
      <main className={classes.form}>
        <div className={classes.brand}>
          <Logo size={30} /> Firstring
        </div>
        <Title order={1}>{title}</Title>
        <p className={classes.about}>{about}</p>
        {children}
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => speak(i18n.language === "fr" ? "en" : "fr")}>
            <span lang={i18n.language === "fr" ? "en" : "fr"}>{i18n.language === "fr" ? "English" : "Français"}</span>
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}>
            {scheme === "dark" ? t("person.light") : t("person.dark")}
          </Button>
        </div>
      </main>
      <aside className={classes.show} aria-hidden>
        <div className={classes.motto}>{t("door.motto")}</div>
        {(["one", "two", "three", "four"] as const).map((line, index) => (
          <div key={line} className={classes.bubble} data-who={index % 2 === 1 ? "caller" : "agent"} style={{ animationDelay: `${300 * index}ms` }}>
            {t(`door.lines.${line}`)}
          </div>
        ))}
        <div className={classes.booked}>
          <IconCircleCheckFilled size={20} />
          {t("door.booked")}
        </div>
      </aside>
    </div>
  );
}
