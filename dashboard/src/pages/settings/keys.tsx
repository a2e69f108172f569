import { createApiKey, listApiKeys, revokeApiKey } from "@firstring/contract/routes/api-keys.ts";
import type { ApiKey } from "@firstring/contract/schemas/api-key.ts";
import { Alert, Anchor, Button, Checkbox, CopyButton, Skeleton, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { many, refreshed } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { Empty } from "../../ui/empty.tsx";
import { ToneBadge } from "../../ui/tone.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** Keys for programs. */
export function KeysPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [made, setMade] = useState<string>();
  const [gone, setGone] = useState<readonly string[]>([]);
  const query = useQuery(many(listApiKeys, { query: { limit: 100 } }));
  const keys = query.data?.rows.filter(({ id }) => !gone.includes(id));
  const form = useForm({ initialValues: { name: "", write: true } });
  const make = useMutation({
    mutationFn: ({ name, write }: typeof form.values) => call(createApiKey, { body: { name: name.trim(), scopes: write ? ["read", "write"] : ["read"] } }),
    onSuccess: async ({ key }) => {
      setMade(key);
      form.reset();
      await refreshed(listApiKeys);
    },
    onError: tellTrouble,
  });
  const revoke = (key: ApiKey) => {
    setGone((before) => [...before, key.id]);
    withUndo(
      t("keys_page.revoked", { name: key.name }),
      () => call(revokeApiKey, { params: { id: key.id } }).then(() => refreshed(listApiKeys)),
      () => setGone((before) => before.filter((id) => id !== key.id)),
    );
  };
  return (
    <Section
      title={t("settings.keys")}
      about={t("keys_page.about")}
      action={
        <Anchor href="/docs" size="sm" target="_blank">
          {t("keys_page.docs")}
        </Anchor>
      }
    >
      <form onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 14px", alignItems: "end" }}>
          <TextInput
            flex="1 1 220px"
            label={t("keys_page.name")}
            placeholder="n8n"
            required
            withAsterisk={false}
            maxLength={120}
            {...form.getInputProps("name")}
          />
          <Checkbox label={t("keys_page.write")} mb={9} {...form.getInputProps("write", { type: "checkbox" })} />
          <Button type="submit" loading={make.isPending}>
            {t("keys_page.make")}
          </Button>
        </div>
      </form>
      {made !== undefined && (
        <Alert variant="light" title={t("keys_page.once")}>
          <div className={classes.secret}>{made}</div>
          <CopyButton value={made}>
            {({ copied, copy }) => (
              <Button mt={8} size="compact-sm" onClick={copy}>
                {copied ? t("copied") : t("copy")}
              </Button>
            )}
          </CopyButton>
        </Alert>
      )}
      {keys === undefined && <Skeleton height={110} />}
      {keys?.length === 0 && (
        <Empty icon={IconKey} title={t("keys_page.none")}>
          {t("keys_page.none_about")}
        </Empty>
      )}
      {keys !== undefined && keys.length > 0 && (
        <ul className={classes.rows}>
          {keys.map((key) => (
            <li key={key.id} className={classes.row}>
              <div className={classes.what}>
                <div className={classes.name}>{key.name}</div>
                <div className={classes.sub}>
                  {key.prefix}… · {key.usedAt === null ? t("keys_page.unused") : t("keys_page.used", { when: format.moment(key.usedAt) })}
                </div>
              </div>
              <ToneBadge tone={key.scopes.includes("write") ? "accent" : "quiet"}>
                {key.scopes.includes("write") ? t("keys_page.write") : t("keys_page.read")}
              </ToneBadge>
              <Button size="compact-sm" variant="default" onClick={() => revoke(key)}>
                {t("keys_page.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
