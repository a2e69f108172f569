import { getMail, listMails } from "@firstring/contract/routes/mails.ts";
import { Button, Group, Pagination, Skeleton, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconCalendarDown, IconMail, IconMailOpened } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { many, one } from "../api/queries.ts";
import { useFormat } from "../lib/format.ts";
import { paths } from "../paths.ts";
import { Empty } from "../ui/empty.tsx";
import { Freshness } from "../ui/freshness.tsx";
import { Page } from "../ui/page.tsx";
import { ToneBadge } from "../ui/tone.tsx";
import { Trouble } from "../ui/trouble.tsx";
import classes from "./mails.module.css";

const route = getRouteApi("/inside/mails");

const PER_PAGE = 25;

/** Mails that were sent, or kept because no mail server is set, as their reader would see them. */
export function MailsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { mail: chosen, page = 1 } = route.useSearch();
  const go = route.useNavigate();
  const mails = useQuery({ ...many(listMails, { query: { limit: PER_PAGE, page } }), refetchInterval: 20_000 });
  const rows = mails.data?.rows;
  const pages = Math.ceil((mails.data?.pagination.total ?? 0) / PER_PAGE);
  return (
    <Page title={t("nav.mails")} about={<Freshness fetchedAtMs={mails.dataUpdatedAt} />}>
      {mails.error !== null && rows === undefined && <Trouble problem={mails.error} retry={() => void mails.refetch()} />}
      {mails.isPending && <Skeleton height={320} radius="lg" />}
      {rows?.length === 0 && (
        <Empty icon={IconMail} title={t("mails.none")}>
          {t("mails.none_about")}
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && (
        <div className={classes.cols} data-reading={chosen !== undefined || undefined}>
          <div>
            <ul className={classes.list}>
              {rows.map(({ id, subject, to, status, createdAt }) => (
                <li key={id} className={classes.item}>
                  <Link
                    to={paths.mails}
                    search={(before: { page?: number | undefined }) => ({ ...before, mail: id })}
                    className={classes.link}
                    data-open={id === chosen || undefined}
                    aria-current={id === chosen ? "true" : undefined}
                  >
                    <span className={classes.line}>
                      <span className={classes.subject}>{subject}</span>
                      <ToneBadge tone={status === "sent" ? "good" : status === "failed" ? "bad" : "quiet"}>{t(`mails.${status}`)}</ToneBadge>
                    </span>
                    <span className={classes.line}>
                      <span className={classes.to}>{to}</span>
                      <span className={`${classes.when} num`}>{format.moment(createdAt)}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            {pages > 1 && (
              <Pagination
                mt="md"
                size="sm"
                total={pages}
                value={page}
                onChange={(next) => go({ search: { page: next } })}
                getControlProps={(control) => ({ "aria-label": t(`pages.${control}`) })}
              />
            )}
          </div>
          {chosen === undefined ? (
            <Empty icon={IconMailOpened} title={t("mails.choose")}>
              {t("mails.choose_about")}
            </Empty>
          ) : (
            <Reader id={chosen} />
          )}
        </div>
      )}
    </Page>
  );
}

function Reader({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mail = useQuery(one(getMail, { params: { id } }));
  if (mail.error !== null) return <Trouble problem={mail.error} retry={() => void mail.refetch()} />;
  if (mail.data === undefined) return <Skeleton height={420} radius="lg" />;
  const { subject, to, createdAt, html, ics, error } = mail.data;
  return (
    <article className={classes.reader}>
      <div className={classes.head}>
        <Button
          component={Link}
          to={paths.mails}
          hiddenFrom="md"
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowLeft size={15} />}
          w="fit-content"
        >
          {t("nav.mails")}
        </Button>
        <Title order={2}>{subject}</Title>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {to} · {format.moment(createdAt)}
          </Text>
          {ics !== null && (
            <Button
              component="a"
              size="compact-sm"
              variant="default"
              leftSection={<IconCalendarDown size={15} />}
              href={URL.createObjectURL(new Blob([ics], { type: "text/calendar" }))}
              download="booking.ics"
            >
              {t("mails.calendar")}
            </Button>
          )}
        </Group>
        {error !== null && (
          <Text size="sm" c="var(--fr-bad-text)">
            {error}
          </Text>
        )}
      </div>
      <iframe className={classes.body} sandbox="" srcDoc={html} title={subject} />
    </article>
  );
}
