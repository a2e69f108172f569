import { Alert, Button, CopyButton, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./integrations.module.css";
import { downloadWorkflow } from "./n8n.ts";

export type Shown = { secret: string; why: "made" | "rotated" };

/** A signing secret, the one time it is seen. */
export function SecretOnce({ shown: { secret, why }, close }: { shown: Shown; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert variant="light" title={t("integrations.once")} withCloseButton closeButtonLabel={t("close")} onClose={close}>
      <Text size="sm" mb={8}>
        {t(why === "made" ? "integrations.once_made" : "integrations.once_rotated")}
      </Text>
      <div className={classes.code}>{secret}</div>
      <Group mt={8} gap={8}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="compact-sm" onClick={copy}>
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
        <Button size="compact-sm" variant="default" onClick={() => void downloadWorkflow(secret)}>
          {t("integrations.n8n_with")}
        </Button>
      </Group>
    </Alert>
  );
}
