import { DatePickerInput, type DatePickerInputProps } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "dayjs/locale/en-ca";
import "dayjs/locale/fr-ca";
import { IconCalendar } from "@tabler/icons-react";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";

type Props = {
  /** `YYYY-MM-DD`, or "" for none. */
  value: string;
  onChange: (day: string) => void;
} & Pick<DatePickerInputProps<"default">, "label" | "placeholder" | "clearable" | "minDate" | "w" | "ml" | "className" | "aria-label">;

/** A calendar day, shown as the reader writes it. */
export function DayInput({ value, onChange, "aria-label": name, ...rest }: Props) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === "fr" ? "fr-ca" : "en-ca";
  const format = i18n.language === "fr" ? "D MMM YYYY" : "MMM D, YYYY";
  // The name of a button holds what is written on it.
  const named = name === undefined ? {} : { "aria-label": value === "" ? name : `${name}: ${dayjs(value).locale(locale).format(format)}` };
  return (
    <DatePickerInput
      leftSection={<IconCalendar size={15} aria-hidden />}
      locale={locale}
      valueFormat={format}
      firstDayOfWeek={1}
      popoverProps={{ withinPortal: true }}
      clearButtonProps={{ "aria-label": t("clear") }}
      value={value === "" ? null : value}
      onChange={(day) => onChange(day ?? "")}
      ariaLabels={{
        previousMonth: t("days.previous_month"),
        nextMonth: t("days.next_month"),
        previousYear: t("days.previous_year"),
        nextYear: t("days.next_year"),
        monthLevelControl: t("days.choose_month"),
        yearLevelControl: t("days.choose_year"),
      }}
      {...named}
      {...rest}
    />
  );
}
