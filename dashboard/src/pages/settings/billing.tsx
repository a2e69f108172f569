import { exportStatement, getBillingRule, getStatement, setBillingRule } from "@firstring/contract/routes/billing.ts";
import { type BillingRule, billingRule, type Statement } from "@firstring/contract/schemas/billing.ts";
import { ActionIcon, Button, Group, NumberInput, Skeleton, Table, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconChevronLeft, IconChevronRight, IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { download } from "../../api/download.ts";
import { one, queries, refreshed } from "../../api/queries.ts";
import { issuesOf } from "../../forms/issues.ts";
import { writtenFigure } from "../../lib/figure.ts";
import { useFormat } from "../../lib/format.ts";
import { useZone, wallOf } from "../../lib/zone.ts";
import { tellDone } from "../../ui/done.tsx";
import { Trouble, tellTrouble } from "../../ui/trouble.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

const route = getRouteApi("/inside/settings/billing");

/** What a month of calls comes to, and the rule it is billed by. */
export function BillingPage() {
  const rule = useQuery(one(getBillingRule, {}));
  return (
    <>
      <Month />
      {rule.data === undefined ? <Skeleton height={320} /> : <Rule rule={rule.data} />}
    </>
  );
}

function Month() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const go = route.useNavigate();
  const now = wallOf(Date.now(), useZone()).date.slice(0, 7);
  const { month = now } = route.useSearch();
  const statement = useQuery(one(getStatement, { params: { month } }));
  const name = new Intl.DateTimeFormat(format.locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(`${month}-15T00:00:00Z`));
  const to = (by: number) => {
    const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 15)).toISOString().slice(0, 7);
    void go({ search: { month: next === now ? undefined : next }, replace: true });
  };
  const language: "en" | "fr" = i18n.language.startsWith("fr") ? "fr" : "en";
  const save = (kind: "csv" | "pdf") => void download(exportStatement, { params: { month }, query: { format: kind, language } }).catch(tellTrouble);
  return (
    <Section
      title={name}
      about={t("billing.about")}
      action={
        <Group gap={6}>
          <ActionIcon aria-label={t("billing.previous")} onClick={() => to(-1)}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon aria-label={t("billing.next")} onClick={() => to(1)} disabled={month >= now}>
            <IconChevronRight size={18} />
          </ActionIcon>
          {(["pdf", "csv"] as const).map((kind) => (
            <Button key={kind} size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => save(kind)}>
              {t(`billing.${kind}`)}
            </Button>
          ))}
        </Group>
      }
    >
      {statement.error !== null ? (
        <Trouble problem={statement.error} retry={() => void statement.refetch()} />
      ) : statement.data === undefined ? (
        <Skeleton height={180} />
      ) : (
        <Amounts statement={statement.data} />
      )}
    </Section>
  );
}

function Amounts({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const format = useFormat();
  const price = (cents: number) => new Intl.NumberFormat(format.locale, { style: "currency", currency: statement.rule.currency }).format(cents / 100);
  const minutes = (value: number) => writtenFigure("billedMinutes", value, format);
  const rows = [
    [t("nav.calls"), format.number(statement.calls), ""],
    [t("calls.only.answered"), format.number(statement.answered), ""],
    [t("billing.price"), minutes(statement.includedMinutes), price(statement.monthlyCents)],
    [t("billing.extra"), minutes(statement.extraMinutes), price(statement.extraCents)],
  ] as const;
  return (
    <Table>
      <Table.Tbody>
        {rows.map(([name, count, cents]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td ta="right" className="num">
              {count}
            </Table.Td>
            <Table.Td ta="right" className="num">
              {cents}
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Th scope="row">{t("billing.total")}</Table.Th>
          <Table.Td ta="right" className="num">
            {minutes(statement.billedMinutes)}
          </Table.Td>
          <Table.Td ta="right" className="num" fw={620}>
            {price(statement.totalCents)}
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

function Rule({ rule }: { rule: BillingRule }) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: rule, validate: (values) => issuesOf(billingRule, values) });
  const save = useMutation({
    mutationFn: (values: BillingRule) => call(setBillingRule, { body: values }),
    onSuccess: (saved) => {
      queries.setQueryData(one(getBillingRule, {}).queryKey, saved);
      form.resetDirty(saved);
      void refreshed(getStatement);
      tellDone(t("saved"));
    },
    onError: tellTrouble,
  });
  return (
    <Section title={t("billing.rule")} about={t("billing.rule_about")}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <div className={classes.form}>
          <div className={classes.pair}>
            <NumberInput
              label={t("billing.increment")}
              description={t("billing.increment_about")}
              min={1}
              max={3600}
              {...form.getInputProps("incrementSeconds")}
            />
            <NumberInput label={t("billing.minimum")} min={0} max={3600} {...form.getInputProps("minimumSeconds")} />
          </div>
          <div className={classes.pair}>
            <NumberInput label={t("billing.monthly")} min={0} {...form.getInputProps("monthlyCents")} />
            <NumberInput label={t("billing.included")} min={0} {...form.getInputProps("includedMinutes")} />
          </div>
          <div className={classes.pair}>
            <NumberInput label={t("billing.per_minute")} min={0} decimalScale={4} {...form.getInputProps("centsPerMinute")} />
            <TextInput label={t("billing.currency")} maxLength={3} {...form.getInputProps("currency")} />
          </div>
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t("save")}
            </Button>
          </Group>
        </div>
      </form>
    </Section>
  );
}
