import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./settings.module.css";

/** One subject on a settings page. */
export function Section({ title, about, action, children }: { title: string; about?: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <div>
          <Title order={2}>{title}</Title>
          {about !== undefined && <div className={classes.about}>{about}</div>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
