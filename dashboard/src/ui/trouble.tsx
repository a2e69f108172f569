import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle } from "@tabler/icons-react";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { Problem } from "../api/problem.ts";

/** Something could not be loaded: what the server says to do about it, its request id, and another try. */
export function Trouble({ problem, retry }: { problem: Error; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert variant="default" radius="lg" icon={<IconAlertTriangle color="var(--fr-bad-text)" />} title={t("trouble.title")} role="alert">
      <Text size="sm">{wordsOf(problem)}</Text>
      <Group mt="sm" gap="sm">
        {retry !== undefined && (
          <Button size="xs" variant="default" onClick={retry}>
            {t("trouble.retry")}
          </Button>
        )}
        {problem instanceof Problem && problem.requestId !== "" && (
          <Text size="xs" c="dimmed">
            {t("trouble.request")} <Code>{problem.requestId}</Code>
          </Text>
        )}
      </Group>
    </Alert>
  );
}

/** Says that a wish was refused, as a notice that stays until it is read. */
export function tellTrouble(problem: unknown): void {
  const requestId = problem instanceof Problem ? problem.requestId : "";
  notifications.show({
    color: "red",
    withBorder: true,
    autoClose: 12_000,
    title: i18next.t("trouble.refused"),
    message: (
      <>
        {wordsOf(problem)}
        {requestId !== "" && (
          <Text size="xs" c="dimmed" mt={4}>
            {i18next.t("trouble.request")} {requestId}
          </Text>
        )}
      </>
    ),
  });
}

/** The server's own sentence; for what has none of its own, ours in the reader's language. */
export function wordsOf(problem: unknown): string {
  if (problem instanceof Problem) return problem.code === "unreachable" ? i18next.t("trouble.unreachable") : problem.message;
  return i18next.t("trouble.unknown");
}
