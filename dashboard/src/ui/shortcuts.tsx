import { supervisors } from "@firstring/contract/schemas/role.ts";
import { Kbd, Modal, Table } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../api/me.ts";
import { keyOf } from "../live/part.ts";
import { navFor } from "./nav.ts";
import { openSearch } from "./search.tsx";

/** The second key of "G F" must follow within this time. */
const PAIR_MS = 1200;

/** Keys that work on every page; `?` shows them. */
export function Shortcuts() {
  const { t } = useTranslation();
  const items = navFor(useMe().role);
  const go = useNavigate();
  const maySupervise = useMay(supervisors);
  const [shown, show] = useState(false);
  const pressedG = useRef(0);
  useHotkeys([
    ["shift+?", () => show(true)],
    ["/", openSearch],
    ["g", () => (pressedG.current = Date.now())],
    ...items.map(({ key, to }): [string, () => void] => [
      key.toLowerCase(),
      () => {
        if (Date.now() - pressedG.current > PAIR_MS) return;
        pressedG.current = 0;
        void go({ to });
      },
    ]),
  ]);
  return (
    <Modal opened={shown} onClose={() => show(false)} title={t("keys.title")} closeButtonProps={{ "aria-label": t("close") }}>
      <Table withRowBorders={false} verticalSpacing={5}>
        <Table.Tbody>
          <Line keys={["⌘ K", "Ctrl K", "/"]} what={t("search.open")} />
          {items.map(({ key, name }) => (
            <Line key={name} keys={[`G ${key}`]} what={t(`nav.${name}`)} />
          ))}
          <Line keys={["Space", "←", "→"]} what={t("keys.replay")} />
          {maySupervise &&
            (["monitor", "whisper", "barge", "takeover", "handback", "leave"] as const).map((deed) => (
              <Line key={deed} keys={[deed === "leave" ? "Esc" : keyOf[deed]]} what={t(`supervise.${deed}`)} />
            ))}
          <Line keys={["?"]} what={t("keys.title")} />
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

function Line({ keys, what }: { keys: readonly string[]; what: string }) {
  return (
    <Table.Tr>
      <Table.Td>{what}</Table.Td>
      <Table.Td ta="right">
        {keys.map((key) => (
          <Kbd key={key} ml={6}>
            {key}
          </Kbd>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
