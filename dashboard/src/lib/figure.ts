import { type MetricName, metrics } from "@firstring/contract/schemas/metric.ts";
import type { Format } from "./format.ts";

/** A figure as the reader writes it: a share in per cent, a duration in its own unit, money with its sign; a dash where there is none. */
export function writtenFigure(name: MetricName, value: number | null | undefined, format: Format): string {
  if (value === null || value === undefined) return "–";
  const { unit } = metrics[name];
  switch (unit) {
    case "count":
      return format.number(value);
    case "share":
      return format.percent(value);
    case "minutes":
      return format.number(value, value < 100 ? 1 : 0);
    case "stars":
      return format.number(value, 1);
    case "cents":
      return new Intl.NumberFormat(format.locale, {
        style: "currency",
        currency: "USD",
        currencyDisplay: "narrowSymbol",
        maximumFractionDigits: value < 100 ? 4 : 2,
      }).format(value / 100);
    case "ms":
      return writtenMs(value, format);
    default:
      return unit satisfies never;
  }
}

function writtenMs(ms: number, { locale }: Format): string {
  const unit = (value: number, name: string, digits: number): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "narrow", maximumFractionDigits: digits }).format(value);
  if (ms < 1000) return unit(ms, "millisecond", 0);
  if (ms < 60_000) return unit(ms / 1000, "second", ms < 10_000 ? 1 : 0);
  if (ms < 3_600_000) return `${unit(Math.floor(ms / 60_000), "minute", 0)} ${unit(Math.round((ms % 60_000) / 1000) % 60, "second", 0)}`;
  return unit(ms / 3_600_000, "hour", 1);
}

export type Change = { text: string; tone: "good" | "bad" | "quiet" };

/** How a figure changed since the period before: shares in points, the rest in per cent; undefined where there was nothing to compare with. */
export function changeOf(name: MetricName, now: number | null, before: number | null, format: Format): Change | undefined {
  if (now === null || before === null) return undefined;
  const { unit, more } = metrics[name];
  if (unit !== "share" && before === 0) return undefined;
  const change = unit === "share" ? now - before : (now - before) / before;
  const sign = new Intl.NumberFormat(format.locale, { style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 });
  const isNothing = Math.abs(change) < 0.005;
  return { text: sign.format(change), tone: isNothing || more === "neither" ? "quiet" : change > 0 === (more === "good") ? "good" : "bad" };
}
