import { Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./empty.module.css";

/** Nothing here yet: says why, and what to do so that there is. */
export function Empty({ icon: Icon, title, children, action }: { icon: Icon; title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon}>
        <Icon size={22} stroke={1.6} aria-hidden />
      </div>
      <Text fw={600}>{title}</Text>
      <Text size="sm" className={classes.text}>
        {children}
      </Text>
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
