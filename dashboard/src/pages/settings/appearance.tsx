import { Input, type MantineColorScheme, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { speak, type UiLanguage } from "../../lib/language.ts";
import { Section } from "./section.tsx";

/** Theme and language of this browser. */
export function AppearancePage() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t("settings.appearance")} about={t("appearance.about")}>
      <Input.Wrapper label={t("appearance.theme")} labelElement="div">
        <div>
          <SegmentedControl
            mt={8}
            aria-label={t("appearance.theme")}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`appearance.${value}`) }))}
          />
        </div>
      </Input.Wrapper>
      <Input.Wrapper label={t("appearance.language")} labelElement="div">
        <div>
          <SegmentedControl
            mt={8}
            aria-label={t("appearance.language")}
            value={i18n.language}
            onChange={(value) => void speak(value as UiLanguage)}
            data={[
              { value: "en", label: <span lang="en">English</span> },
              { value: "fr", label: <span lang="fr">Français</span> },
            ]}
          />
        </div>
      </Input.Wrapper>
    </Section>
  );
}
