import { createInvitation, listInvitations, revokeInvitation } from "@firstring/contract/routes/invitations.ts";
import { changeRole, listTeam, removeMember } from "@firstring/contract/routes/team.ts";
import { admins, type Role, staff } from "@firstring/contract/schemas/role.ts";
import type { Member } from "@firstring/contract/schemas/team.ts";
import { ActionIcon, Button, CopyButton, Select, Skeleton, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useMay, useMe } from "../../api/me.ts";
import { many, refreshed } from "../../api/queries.ts";
import { useFormat } from "../../lib/format.ts";
import { paths } from "../../paths.ts";
import { Face } from "../../ui/face.tsx";
import { tellTrouble } from "../../ui/trouble.tsx";
import { withUndo } from "../../ui/undo.tsx";
import { Section } from "./section.tsx";
import classes from "./settings.module.css";

/** Who works here, and who is invited to. */
export function TeamPage() {
  const mayInvite = useMay(admins);
  return (
    <>
      <Members />
      {mayInvite && <Invitations />}
    </>
  );
}

function Members() {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const mayChange = useMay(admins);
  const [gone, setGone] = useState<readonly string[]>([]);
  const team = useQuery(many(listTeam, { query: { limit: 100 } })).data?.rows;
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) => call(changeRole, { params: { id }, body: { role } }),
    onSettled: () => refreshed(listTeam),
    onError: tellTrouble,
  });
  const remove = (member: Member) => {
    setGone((before) => [...before, member.id]);
    withUndo(
      t("team.removed", { name: member.name || member.email }),
      () => call(removeMember, { params: { id: member.id } }).then(() => refreshed(listTeam)),
      () => setGone((before) => before.filter((id) => id !== member.id)),
    );
  };
  return (
    <Section title={t("settings.team")} about={t("team.about")}>
      {team === undefined && <Skeleton height={120} />}
      <ul className={classes.rows}>
        {team
          ?.filter(({ id }) => !gone.includes(id))
          .map((member) => (
            <li key={member.id} className={classes.row}>
              <Face name={member.name || member.email} size={32} />
              <div className={classes.what}>
                <div className={classes.name}>{member.name || member.email}</div>
                <div className={classes.sub}>
                  {member.email} · {t("team.since", { day: format.day(member.joinedAt) })}
                </div>
              </div>
              <RoleChoice value={member.role} disabled={!mayChange || member.id === me.id} onChange={(role) => change.mutate({ id: member.id, role })} />
              {mayChange && (
                <ActionIcon aria-label={t("team.remove", { name: member.name || member.email })} disabled={member.id === me.id} onClick={() => remove(member)}>
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </li>
          ))}
      </ul>
    </Section>
  );
}

function RoleChoice({ value, disabled = false, onChange }: { value: Role; disabled?: boolean; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      w={150}
      aria-label={t("team.role")}
      disabled={disabled}
      data={staff.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={value}
      onChange={(role) => role !== null && onChange(role as Role)}
    />
  );
}

function Invitations() {
  const { t } = useTranslation();
  const format = useFormat();
  const [link, setLink] = useState<string>();
  const [gone, setGone] = useState<readonly string[]>([]);
  const open = useQuery(many(listInvitations, { query: { limit: 100 } })).data?.rows.filter(({ id }) => !gone.includes(id)) ?? [];
  const form = useForm({ initialValues: { email: "", role: "OPERATOR" as Role } });
  const invite = useMutation({
    mutationFn: (body: typeof form.values) => call(createInvitation, { body }),
    onSuccess: async ({ token }) => {
      setLink(`${location.origin}${paths.register}?invitation=${encodeURIComponent(token)}`);
      form.reset();
      await refreshed(listInvitations);
    },
    onError: tellTrouble,
  });
  const revoke = (id: string, email: string) => {
    setGone((before) => [...before, id]);
    withUndo(
      t("team.revoked", { email }),
      () => call(revokeInvitation, { params: { id } }).then(() => refreshed(listInvitations)),
      () => setGone((before) => before.filter((other) => other !== id)),
    );
  };
  return (
    <Section title={t("team.invite")} about={t("team.invite_about")}>
      <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
        <div style={{ display: "flex", flexWrap: "wrap", gap: 8, alignItems: "end" }}>
          <TextInput flex="1 1 220px" label={t("sign_in.email")} type="email" required withAsterisk={false} {...form.getInputProps("email")} />
          <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
          <Button type="submit" loading={invite.isPending}>
            {t("team.send")}
          </Button>
        </div>
      </form>
      {link !== undefined && (
        <div>
          <Text size="sm" mb={6}>
            {t("team.link")}
          </Text>
          <div className={classes.secret}>{link}</div>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button mt={8} size="compact-sm" variant="default" onClick={copy}>
                {copied ? t("copied") : t("copy")}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
      {open.length > 0 && (
        <ul className={classes.rows}>
          {open.map(({ id, email, role, expiresAt }) => (
            <li key={id} className={classes.row}>
              <div className={classes.what}>
                <div className={classes.name}>{email}</div>
                <div className={classes.sub}>
                  {t(`role.${role}`)} · {t("team.until", { day: format.day(expiresAt) })}
                </div>
              </div>
              <Button size="compact-sm" variant="default" onClick={() => revoke(id, email)}>
                {t("team.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
