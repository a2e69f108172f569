import { notifications } from "@mantine/notifications";
import { IconCheck } from "@tabler/icons-react";

/** Says that a wish was carried out, briefly. */
export function tellDone(message: string): void {
  notifications.show({ message, withBorder: true, color: "teal", icon: <IconCheck size={17} aria-hidden />, autoClose: 2500 });
}
