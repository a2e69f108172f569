import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { newKey } from "../lib/key.ts";
import { tellTrouble } from "./trouble.tsx";

/** How long a wish can be taken back. */
const UNDO_MS = 6000;
const open = new Set<() => void>();

/**
 * Instead of "are you sure?": the screen shows the wish done at once, the server hears of it when the time to take it back is over.
 * Leaving the page carries out what is still open.
 */
export function withUndo(message: string, commit: () => Promise<unknown>, takeBack: () => void): void {
  const id = newKey();
  let settled = false;
  const settle = (work: () => void) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    open.delete(carryOut);
    notifications.hide(id);
    work();
  };
  const carryOut = () =>
    settle(() => {
      commit().catch((problem: unknown) => {
        takeBack();
        tellTrouble(problem);
      });
    });
  const timer = setTimeout(carryOut, UNDO_MS);
  open.add(carryOut);
  notifications.show({
    id,
    autoClose: false,
    withBorder: true,
    onClose: carryOut,
    message: <WayBack message={message} back={() => settle(takeBack)} />,
  });
}

/** Says what was done, with the way back for as long as it may be wanted. */
export function offerUndo(message: string, undo: () => Promise<unknown>): void {
  const id = newKey();
  const back = () => {
    notifications.hide(id);
    undo().catch(tellTrouble);
  };
  notifications.show({ id, autoClose: UNDO_MS, withBorder: true, message: <WayBack message={message} back={back} /> });
}

function WayBack({ message, back }: { message: string; back: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button size="compact-sm" variant="light" onClick={back}>
        {i18next.t("undo")}
      </Button>
    </Group>
  );
}

if (typeof window !== "undefined")
  window.addEventListener("pagehide", () => {
    for (const carryOut of [...open]) carryOut();
  });
