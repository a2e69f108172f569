import { listMessages, updateMessage } from "@firstring/contract/routes/messages.ts";
import type { MessageReply } from "@firstring/contract/schemas/message.ts";
import { Anchor, Button, Pagination, SegmentedControl, Skeleton } from "@mantine/core";
import { IconCheck, IconInbox, IconRotate } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { many, refreshed } from "../api/queries.ts";
import { phone, useFormat } from "../lib/format.ts";
import { useGlide } from "../lib/glide.ts";
import { paths } from "../paths.ts";
import { Empty } from "../ui/empty.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { Page } from "../ui/page.tsx";
import { Trouble, tellTrouble } from "../ui/trouble.tsx";
import { withUndo } from "../ui/undo.tsx";
import classes from "./messages.module.css";

const route = getRouteApi("/inside/messages");
const PER_PAGE = 20;

/** What callers left when nobody could be reached. */
export function MessagesPage() {
  const { t } = useTranslation();
  const { done = false, page = 1 } = route.useSearch();
  const go = route.useNavigate();
  const [handled, setHandled] = useState<readonly string[]>([]);
  const messages = useQuery({ ...many(listMessages, { query: { done: done ? "true" : "false", limit: PER_PAGE, page } }), refetchInterval: 20_000 });
  const rows = messages.data?.rows.filter(({ id }) => !handled.includes(id));
  const pages = Math.ceil((messages.data?.pagination.total ?? 0) / PER_PAGE);
  const list = useRef<HTMLUListElement>(null);
  useGlide(list, rows?.map(({ id }) => id).join() ?? "");

  const mark = (message: MessageReply) => {
    setHandled((before) => [...before, message.id]);
    const back = () => setHandled((before) => before.filter((id) => id !== message.id));
    withUndo(
      t("messages.marked"),
      () =>
        call(updateMessage, { params: { id: message.id }, body: { done: true } })
          .then(() => refreshed(listMessages))
          .then(back),
      back,
    );
  };
  const reopen = (message: MessageReply) =>
    call(updateMessage, { params: { id: message.id }, body: { done: false } })
      .then(() => refreshed(listMessages))
      .catch(tellTrouble);
  return (
    <Page
      title={t("nav.messages")}
      about={<Freshness fetchedAtMs={messages.dataUpdatedAt} />}
      actions={
        <SegmentedControl
          aria-label={t("bookings.view")}
          value={done ? "done" : "open"}
          onChange={(value) => go({ search: value === "done" ? { done: true } : {} })}
          data={[
            { value: "open", label: t("messages.open") },
            { value: "done", label: t("messages.done") },
          ]}
        />
      }
    >
      {messages.error !== null && messages.data === undefined && <Trouble problem={messages.error} retry={() => void messages.refetch()} />}
      {messages.isPending && <Skeleton height={140} maw={760} radius="lg" />}
      {rows?.length === 0 && (
        <Empty icon={IconInbox} title={done ? t("messages.none_done") : t("messages.all_done")}>
          {done ? t("messages.none_done_about") : t("messages.all_done_about")}
        </Empty>
      )}
      <ul className={classes.list} ref={list}>
        {rows?.map((message) => (
          <Message key={message.id} message={message} act={message.done ? reopen : mark} />
        ))}
      </ul>
      {pages > 1 && (
        <Pagination
          size="sm"
          total={pages}
          value={page}
          onChange={(next) => go({ search: (before) => ({ ...before, page: next }) })}
          getControlProps={(control) => ({ "aria-label": t(`pages.${control}`) })}
        />
      )}
    </Page>
  );
}

function Message({ message, act }: { message: MessageReply; act: (message: MessageReply) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, phone: number, text, callId, createdAt, language, done } = message;
  return (
    <li className={classes.message} data-glide={message.id}>
      <div className={classes.head}>
        <span>
          <span className={classes.name}>{name || t("messages.nobody")}</span>{" "}
          {number !== "" && (
            <Anchor href={`tel:${number}`} size="sm" className="num">
              {phone(number)}
            </Anchor>
          )}
        </span>
        <span className={`${classes.sub} num`}>{format.moment(createdAt)}</span>
      </div>
      <div className={classes.text} lang={language}>
        {text}
      </div>
      <div className={classes.foot}>
        {callId === null ? (
          <span />
        ) : (
          <Anchor component={Link} to={paths.call} params={{ id: callId } as never} size="sm">
            {t("messages.call")}
          </Anchor>
        )}
        <Button size="compact-sm" variant="default" leftSection={done ? <IconRotate size={15} /> : <IconCheck size={15} />} onClick={() => act(message)}>
          {done ? t("messages.reopen") : t("messages.mark")}
        </Button>
      </div>
    </li>
  );
}
