import { Button } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "./empty.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty
      icon={IconMapQuestion}
      title={t("not_found.title")}
      action={
        <Button component={Link} to="/" variant="default">
          {t("not_found.home")}
        </Button>
      }
    >
      {t("not_found.about")}
    </Empty>
  );
}
