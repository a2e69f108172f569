import { createRequire } from "node:module";
import type { Language } from "@firstring/contract/call/agent.ts";
import type { Statement } from "@firstring/contract/schemas/billing.ts";
import pdfmake from "pdfmake";
import type { File } from "./endpoint.ts";
import { CSV, csv } from "./figure-files.ts";

// The package has no types for its fonts.
pdfmake.setFonts(createRequire(import.meta.url)("pdfmake/fonts/Roboto.js") as Parameters<typeof pdfmake.setFonts>[0]);
// Nothing of a statement is fetched, and nothing but its fonts is read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.includes("/pdfmake/fonts/"));

const words = {
  en: {
    title: "Statement",
    day: "Day",
    calls: "Calls",
    answered: "Answered",
    minutes: "Billed minutes",
    carrier: "Carrier cost",
    own: "Model and speech cost",
    monthly: "Monthly price",
    included: "Minutes included",
    extra: "Minutes beyond",
    total: "Total",
    asOf: "Counted as of",
  },
  fr: {
    title: "Relevé",
    day: "Jour",
    calls: "Appels",
    answered: "Répondus",
    minutes: "Minutes facturées",
    carrier: "Coût de l'opérateur",
    own: "Coût des modèles et de la voix",
    monthly: "Prix mensuel",
    included: "Minutes comprises",
    extra: "Minutes en sus",
    total: "Total",
    asOf: "Compté en date du",
  },
} as const satisfies Record<Language, Record<string, string>>;

/** A month of calls as one keeps or sends it. */
export async function statementFile(statement: Statement, format: "csv" | "pdf", language: Language): Promise<File> {
  const name = `statement-${statement.month}.${format}`;
  if (format === "csv") return { name, type: CSV, bytes: csv(rowsOf(statement, language)) };
  return { name, type: "application/pdf", bytes: await pdfOf(statement, language) };
}

function rowsOf({ days, ...all }: Statement, language: Language): (string | number)[][] {
  const word = words[language];
  return [
    [word.day, word.calls, word.answered, word.minutes, word.carrier, word.own],
    ...days.map((day) => [day.day, day.calls, day.answered, hundredths(day.billedMinutes), money(day.providerCostCents), money(day.ownCostCents)]),
    [word.total, all.calls, all.answered, hundredths(all.billedMinutes), money(all.providerCostCents), money(all.ownCostCents)],
    [],
    [word.monthly, money(all.monthlyCents), all.rule.currency],
    [`${word.extra} (${hundredths(all.extraMinutes)})`, money(all.extraCents), all.rule.currency],
    [word.total, money(all.totalCents), all.rule.currency],
  ];
}

async function pdfOf(statement: Statement, language: Language): Promise<Buffer> {
  const word = words[language];
  const locale = language === "fr" ? "fr-CA" : "en-CA";
  const number = (value: number, digits = 2): string => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const price = (cents: number): string => new Intl.NumberFormat(locale, { style: "currency", currency: statement.rule.currency }).format(cents / 100);
  const right = (text: string) => ({ text, alignment: "right" as const });
  const row = (day: string, of: Pick<Statement, "calls" | "answered" | "billedMinutes" | "providerCostCents" | "ownCostCents">) => [
    day,
    right(number(of.calls)),
    right(number(of.answered)),
    right(number(of.billedMinutes)),
    right(price(of.providerCostCents)),
    right(price(of.ownCostCents)),
  ];
  const head = [word.day, word.calls, word.answered, word.minutes, word.carrier, word.own];
  const document = pdfmake.createPdf({
    info: { title: `${word.title} ${statement.month}`, author: statement.business },
    defaultStyle: { font: "Roboto", fontSize: 9 },
    content: [
      { text: statement.business, fontSize: 18, bold: true },
      { text: `${word.title} ${statement.month}`, fontSize: 12, margin: [0, 2, 0, 16] },
      {
        layout: "lightHorizontalLines",
        table: {
          headerRows: 1,
          widths: ["*", "auto", "auto", "auto", "auto", "auto"],
          body: [
            head.map((text, index) => (index === 0 ? { text, bold: true } : { text, bold: true, alignment: "right" as const })),
            ...statement.days.map((day) => row(day.day, day)),
            row(word.total, statement).map((cell) => (typeof cell === "string" ? { text: cell, bold: true } : { ...cell, bold: true })),
          ],
        },
      },
      {
        margin: [0, 18, 0, 0],
        layout: "noBorders",
        table: {
          widths: ["*", "auto"],
          body: [
            [`${word.monthly} (${word.included.toLowerCase()}: ${number(statement.rule.includedMinutes)})`, right(price(statement.monthlyCents))],
            [
              `${word.extra}: ${number(statement.extraMinutes)} × ${number(statement.rule.centsPerMinute / 100, 6)} ${statement.rule.currency}`,
              right(price(statement.extraCents)),
            ],
            [
              { text: word.total, bold: true, fontSize: 12 },
              { text: price(statement.totalCents), bold: true, fontSize: 12, alignment: "right" as const },
            ],
          ],
        },
      },
      { text: `${word.asOf} ${statement.asOf}`, color: "#5a6070", margin: [0, 18, 0, 0] },
    ],
  });
  return document.getBuffer();
}

const money = (cents: number): string => (cents / 100).toFixed(4).replace(/(\.\d\d)0{0,2}$/, "$1");
const hundredths = (minutes: number): string => minutes.toFixed(2);
