import { createKnowledge, deleteKnowledge, listKnowledge, searchKnowledge, updateKnowledge } from "@firstring/contract/routes/knowledge.ts";
import type { Knowledge } from "@firstring/contract/schemas/knowledge.ts";
import { knowledgeDraft } from "@firstring/contract/schemas/knowledge.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import { ActionIcon, Button, Group, Modal, Select, Stack, Text, Textarea, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBook2, IconPlus, IconSearch, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import { useMay } from "../api/me.ts";
import { many, one, refreshed } from "../api/queries.ts";
import { issuesOf } from "../forms/issues.ts";
import { useFormat } from "../lib/format.ts";
import { Empty } from "./empty.tsx";
import classes from "./knowledge-editor.module.css";
import { ToneBadge } from "./tone.tsx";
import { tellTrouble } from "./trouble.tsx";
import { withUndo } from "./undo.tsx";

/** What the business knows: questions and their answers, and a line to ask as a caller would. */
export function KnowledgeEditor() {
  const { t } = useTranslation();
  const mayChange = useMay(admins);
  const [edited, edit] = useState<Knowledge | "new">();
  const [gone, setGone] = useState<readonly string[]>([]);
  const known = useQuery(many(listKnowledge, { query: { limit: 100 } }));
  const rows = known.data?.rows.filter(({ id }) => !gone.includes(id)) ?? [];
  const remove = (entry: Knowledge) => {
    setGone((before) => [...before, entry.id]);
    withUndo(
      t("knowledge.removed"),
      () => call(deleteKnowledge, { params: { id: entry.id } }).then(() => refreshed(listKnowledge)),
      () => setGone((before) => before.filter((id) => id !== entry.id)),
    );
  };
  const add = mayChange && (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={15} />} onClick={() => edit("new")}>
      {t("knowledge.add")}
    </Button>
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2}>{t("knowledge.title")}</Title>
        {add}
      </Group>
      {known.isSuccess && rows.length === 0 ? (
        <Empty icon={IconBook2} title={t("knowledge.none")} action={add}>
          {t("knowledge.none_about")}
        </Empty>
      ) : (
        <>
          <Ask />
          <ul className={classes.list}>
            {rows.map((entry) => (
              <li key={entry.id} className={classes.entry}>
                <UnstyledButton className={classes.open} onClick={() => mayChange && edit(entry)}>
                  <span className={classes.question}>{entry.question}</span>
                  <span className={classes.answer}>{entry.answer}</span>
                </UnstyledButton>
                <ToneBadge tone="quiet">{t(`language.${entry.language}`)}</ToneBadge>
                {mayChange && (
                  <ActionIcon aria-label={t("knowledge.remove", { question: entry.question })} onClick={() => remove(entry)}>
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {edited !== undefined && <Editor entry={edited === "new" ? undefined : edited} close={() => edit(undefined)} />}
    </Stack>
  );
}

/** Asks as a caller would, and shows what the agent would find. */
function Ask() {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, type] = useState("");
  const [question] = useDebouncedValue(typed.trim(), 300);
  const found = useQuery({ ...one(searchKnowledge, { query: { question } }), enabled: question.length > 2 }).data;
  return (
    <div>
      <TextInput
        aria-label={t("knowledge.ask")}
        placeholder={t("knowledge.ask")}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      {question.length > 2 && found !== undefined && (
        <div className={classes.found} role="status">
          {found.length === 0 && <Text size="sm">{t("knowledge.not_known")}</Text>}
          {found.slice(0, 3).map(({ id, question: asked, answer, score }) => (
            <Text key={id} size="sm">
              <b>{asked}</b> {answer} <span className={classes.score}>{format.number(score, 2)}</span>
            </Text>
          ))}
        </div>
      )}
    </div>
  );
}

function Editor({ entry, close }: { entry: Knowledge | undefined; close: () => void }) {
  const { t, i18n } = useTranslation();
  const form = useForm({
    initialValues: {
      kind: entry?.kind ?? ("faq" as const),
      question: entry?.question ?? "",
      answer: entry?.answer ?? "",
      language: entry?.language ?? (i18n.language === "fr" ? ("fr" as const) : ("en" as const)),
      source: entry?.source ?? "",
    },
    validate: (values) => issuesOf(knowledgeDraft, values),
  });
  const save = useMutation({
    mutationFn: (body: typeof form.values) =>
      entry === undefined ? call(createKnowledge, { body }) : call(updateKnowledge, { params: { id: entry.id }, body }),
    onSuccess: () => refreshed(listKnowledge, searchKnowledge).then(close),
    onError: tellTrouble,
  });
  return (
    <Modal opened onClose={close} title={entry === undefined ? t("knowledge.add") : t("knowledge.change")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.stopPropagation(); // the agent's own form is around this one
          form.onSubmit((values) => save.mutate(values))(event);
        }}
      >
        <Stack gap="sm">
          <TextInput label={t("knowledge.question")} data-autofocus {...form.getInputProps("question")} />
          <Textarea label={t("knowledge.answer")} minRows={4} maxRows={14} {...form.getInputProps("answer")} />
          <Group grow>
            <Select
              label={t("knowledge.language")}
              data={[
                { value: "en", label: t("language.en") },
                { value: "fr", label: t("language.fr") },
              ]}
              {...form.getInputProps("language")}
            />
            <TextInput label={t("knowledge.source")} {...form.getInputProps("source")} />
          </Group>
          <Group justify="flex-end">
            <Button variant="subtle" color="gray" onClick={close}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
