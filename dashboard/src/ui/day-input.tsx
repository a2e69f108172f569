import { DatePickerInput, type DatePickerInputProps } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "dayjs/locale/en-ca";
import "dayjs/locale/fr-ca";
import { IconCalendar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

type Props = {
  /** `YYYY-MM-DD`, or "" for none. */
  value: string;
  onChange: (day: string) => void;
} & Pick<DatePickerInputProps<"default">, "label" | "placeholder" | "clearable" | "minDate" | "w" | "ml" | "className" | "aria-label">;

/** A calendar day, shown as the reader writes it. */
export function DayInput({ value, onChange, ...rest }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <DatePickerInput
      leftSection={<IconCalendar size={15} aria-hidden />}
      locale={i18n.language === "fr" ? "fr-ca" : "en-ca"}
      valueFormat={i18n.language === "fr" ? "D MMM YYYY" : "MMM D, YYYY"}
      firstDayOfWeek={1}
      popoverProps={{ withinPortal: true }}
      clearButtonProps={{ "aria-label": t("clear") }}
      value={value === "" ? null : value}
      onChange={(day) => onChange(day ?? "")}
      {...rest}
    />
  );
}
