import { listMessages } from "@firstring/contract/routes/messages.ts";
import { staff } from "@firstring/contract/schemas/role.ts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "../api/me.ts";
import { many } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { useThrottled } from "../lib/throttle.ts";
import { useHeard } from "../live/link.ts";
import { ToneBadge } from "./tone.tsx";

/** How many messages wait, beside the page's name. */
export function Unread({ className }: { className?: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const works = useMay(staff);
  const open = useQuery({ ...many(listMessages, { query: { done: "false", limit: 1 } }), enabled: works });
  const again = useThrottled(() => void open.refetch(), 5000);
  useHeard("callUpdate", ({ type }) => works && type === "call.ended" && again());
  const count = open.data?.pagination.total ?? 0;
  if (count === 0) return null;
  return (
    <ToneBadge tone="accent" className={className} aria-label={t("messages.unread", { count })}>
      {format.number(count)}
    </ToneBadge>
  );
}
