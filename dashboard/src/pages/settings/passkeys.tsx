import { listPasskeys, removePasskey, renamePasskey } from "@firstring/contract/routes/passkeys.ts";
import type { Passkey } from "@firstring/contract/schemas/passkey.ts";
import { ActionIcon, Button, Skeleton, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { hasPasskeys, makePasskey } from "../../api/passkey.ts";
import { many, refreshed } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { tellDone } from "../../ui/done.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** The devices that sign one in without a password. */
export function Passkeys() {
  const { t } = useTranslation();
  const [gone, setGone] = useState<readonly string[]>([]);
  const query = useQuery(many(listPasskeys, { query: { limit: 100 } }));
  const passkeys = query.data?.rows.filter(({ id }) => !gone.includes(id));
  const remove = ({ id, name }: Passkey) => {
    setGone((before) => [...before, id]);
    withUndo(
      t("passkeys.removed", { name }),
      () => call(removePasskey, { params: { id } }).then(() => refreshed(listPasskeys)),
      () => setGone((before) => before.filter((other) => other !== id)),
    );
  };
  return (
    <Section title={t("passkeys.title")} about={t("passkeys.about")}>
      {passkeys === undefined && <Skeleton height={54} />}
      {passkeys !== undefined && passkeys.length > 0 && (
        <ul className={classes.rows}>
          {passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} onRemove={() => remove(passkey)} />
          ))}
        </ul>
      )}
      {hasPasskeys() ? (
        <Add />
      ) : (
        <Text size="sm" c="dimmed">
          {t("passkeys.unsupported")}
        </Text>
      )}
    </Section>
  );
}

function Add() {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { name: "" } });
  const add = useMutation({
    mutationFn: ({ name }: typeof form.values) => makePasskey(name.trim() || t("passkeys.unnamed")),
    onSuccess: async ({ name }) => {
      form.reset();
      tellDone(t("passkeys.added", { name }));
      await refreshed(listPasskeys);
    },
    onError: tellTrouble,
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))}>
      <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 14px", alignItems: "end" }}>
        <TextInput flex="0 1 260px" label={t("passkeys.name")} placeholder={t("passkeys.example")} maxLength={120} {...form.getInputProps("name")} />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t("passkeys.add")}
        </Button>
      </div>
    </form>
  );
}

function Row({ passkey: { id, name, createdAt, lastUsedAt }, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, type] = useState<string>();
  const rename = useMutation({
    mutationFn: (next: string) => call(renamePasskey, { params: { id }, body: { name: next } }),
    onSuccess: async () => {
      await refreshed(listPasskeys);
      type(undefined);
    },
    onError: tellTrouble,
  });
  const keep = () => {
    const next = typed?.trim();
    if (next === undefined || next === "" || next === name) type(undefined);
    else rename.mutate(next);
  };
  if (typed !== undefined)
    return (
      <li className={classes.row}>
        <form
          style={{ display: "flex", flex: 1, gap: 8 }}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextInput
            flex={1}
            aria-label={t("passkeys.name")}
            maxLength={120}
            autoFocus
            value={typed}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            onKeyDown={({ key }) => key === "Escape" && type(undefined)}
          />
          <Button type="submit" loading={rename.isPending}>
            {t("save")}
          </Button>
        </form>
      </li>
    );
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div className={classes.name}>{name}</div>
        <div className={classes.sub}>
          {t("passkeys.since", { day: format.day(createdAt) })} ·{" "}
          {lastUsedAt === null ? t("passkeys.unused") : t("passkeys.used", { when: format.moment(lastUsedAt) })}
        </div>
      </div>
      <ActionIcon aria-label={t("passkeys.rename", { name })} onClick={() => type(name)}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t("passkeys.remove", { name })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
