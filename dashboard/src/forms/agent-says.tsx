import { Input, NumberInput, SegmentedControl, Select, Slider, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "../pages/agent.module.css";
import { useAgentForm } from "./agent-form.ts";

/** Manner, instructions, and the brain that answers. */
export function AgentSays() {
  const { t } = useTranslation();
  const form = useAgentForm();
  const styles = ["friendly", "professional", "formal", "casual"] as const;
  return (
    <div className={classes.form}>
      <Textarea label={t("agents.personality")} description={t("agents.personality_about")} {...form.getInputProps("personality")} />
      <Select
        label={t("agents.style")}
        data={styles.map((value) => ({ value, label: t(`agents.styles.${value}`) }))}
        {...form.getInputProps("responseStyle")}
      />
      <Textarea
        label={t("agents.instructions")}
        description={t("agents.instructions_about")}
        minRows={6}
        maxRows={24}
        {...form.getInputProps("systemPrompt")}
      />
      <Input.Wrapper label={t("agents.brain")} description={form.values.brain.kind === "offline" ? t("agents.offline_about") : t("agents.model_about")}>
        <SegmentedControl
          mt={8}
          data={[
            { value: "offline", label: t("agents.offline") },
            { value: "model", label: t("agents.model") },
          ]}
          {...form.getInputProps("brain.kind")}
        />
      </Input.Wrapper>
      {form.values.brain.kind === "model" && (
        <>
          <div className={classes.pair}>
            <Select
              label={t("agents.provider")}
              data={[
                { value: "google", label: "Google Gemini" },
                { value: "openai", label: "OpenAI" },
                { value: "anthropic", label: "Anthropic" },
                { value: "compatible", label: t("agents.compatible") },
              ]}
              {...form.getInputProps("brain.provider")}
            />
            <TextInput label={t("agents.model_name")} required withAsterisk={false} {...form.getInputProps("brain.model")} />
          </div>
          <div className={classes.pair}>
            <Input.Wrapper label={t("agents.temperature")} description={t("agents.temperature_about")}>
              <Slider
                mt={10}
                min={0}
                max={2}
                step={0.1}
                marks={[{ value: 0 }, { value: 1 }, { value: 2 }]}
                thumbLabel={t("agents.temperature")}
                {...form.getInputProps("temperature")}
              />
            </Input.Wrapper>
            <NumberInput
              label={t("agents.max_tokens")}
              description={t("agents.max_tokens_about")}
              min={16}
              max={8192}
              step={50}
              {...form.getInputProps("maxTokens")}
            />
          </div>
        </>
      )}
    </div>
  );
}
