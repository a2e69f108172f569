import { momentsIn, type Said } from "../../../server/src/brains/offline/understand/moments.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";

type Gold = { date?: string; time?: string; start?: string; end?: string };
type DateRow = { text: string; ref: string; source: string; lang: "en" | "fr"; entities: { kind: string; text: string; gold: Gold[] }[] };

/**
 * The core: one entity, a day or a moment, worded in the words of dates. Feasts that only one library's list names
 * (Rabindranath Jayanti) and clocks of other zones are no part of it.
 */
const vocabulary = {
  en: /^(?:\d\S*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|first|second|third|fourth|fifth|half|quarter|past|to|til|till|before|after|ago|from|now|hence|back|in|on|at|by|of|the|a|an|and|this|that|next|last|coming|following|previous|upcoming|just|right|day|days|week|weeks|week's|month|months|year|years|hour|hours|minute|minutes|min|second|seconds|fortnight|today|tomorrow|yesterday|tonight|now|noon|midnight|midday|morning|afternoon|evening|night|early|late|am|pm|a\.m\.|p\.m\.|o'clock|oclock|christmas|xmas|more|couple|few|thousand|hundred|then|about|around|time|closest|earliest|exactly|ides|sharp|ish|also|later|end|beginning|for|is|will|be|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?,?|jan\w*\.?|feb\w*\.?|mar(?:ch)?\.?|apr\w*\.?|may|june?|july?|aug\w*\.?|sept?\w*\.?|oct\w*\.?|nov\w*\.?|dec\w*\.?)$/i,
  fr: /./,
};

export function core({ entities, source, text, lang }: DateRow): boolean {
  const [entity] = entities;
  if (entity === undefined || entities.length !== 1 || entity.gold.length === 0 || !["date", "time", "datetime"].includes(entity.kind)) return false;
  if (source !== "duckling-corpus") return true;
  return text
    .replace(/[,@()\-/]/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .every((word) => vocabulary[lang].test(word));
}

export async function dates(bench: Bench): Promise<Row[]> {
  const found: Row[] = [];
  const peers = await peersOf(bench);
  for (const lang of ["en", "fr"] as const) {
    const rows = setOf<DateRow>(bench, bench.split, `datetime-${lang}`) ?? [];
    const points = rows.filter(core);
    found.push(
      rowOf(
        `core date/time points ${lang}`,
        points.map((row) => score(row, momentsIn(row.text, row.ref, lang))),
        lang === "en" ? "95 / 90" : "93 / 87",
        { peers: scored(peers, points) },
      ),
    );
    const ranges = rows.filter(
      ({ entities }) => entities.length === 1 && /range/.test(entities[0]!.kind) && entities[0]!.gold.some(({ start, end }) => start && end),
    );
    found.push(
      rowOf(
        `date ranges ${lang}`,
        ranges.map((row) => score(row, momentsIn(row.text, row.ref, lang))),
        lang === "en" ? "80 / 70" : "75 / 65",
        { peers: scored(peers, ranges) },
      ),
    );
  }
  const callers = setOf<DateRow>(bench, bench.split, "datetime-sgd-en") ?? [];
  found.push(
    rowOf(
      "callers' date phrases en",
      callers.map((row) => score(row, momentsIn(row.text, row.ref, "en"))),
      "100 / 99",
      { peers: scored(peers, callers) },
    ),
  );
  return found;
}

/** A text that can be read in several ways (seven in the morning or at night) may be; of more than these none counts. */
const READINGS = 4;

function score({ entities }: DateRow, said: readonly Said[]): number {
  const gold = entities[0]!.gold;
  return said
    .slice(0, READINGS)
    .some((one) => gold.some((g) => same(g.date, one.date) && same(g.time, one.time) && edge(g.start, one.start) && edge(g.end, one.end)))
    ? 1
    : 0;
}

const same = (gold: string | undefined, said: string | undefined): boolean => gold === undefined || said === gold;
const edge = (gold: string | undefined, said: string | undefined): boolean => gold === undefined || (said !== undefined && full(said) === full(gold));
/** `YYYY-MM-DD HH:MM` or `HH:MM`, whatever seconds or T stand in it. */
const full = (moment: string): string => (moment.length === 10 ? `${moment} 00:00` : moment.replace("T", " ").slice(0, /^\d\d:/.test(moment) ? 5 : 16));

type Peer = (row: DateRow) => Said[];
type Chrono = { parse(text: string, ref: Date): { start: { get(part: string): number | null }; end: { get(part: string): number | null } | null }[] };
type Recognizers = { recognizeDateTime(text: string, culture: string, options: number, ref: Date): { resolution: { values: Record<string, string>[] } }[] };

async function peersOf({ peers }: Bench): Promise<Record<string, Peer>> {
  if (peers === undefined) return {};
  const chrono = (await peers.load("chrono-node")) as Chrono & { fr: Chrono };
  const suite = (await peers.load("@microsoft/recognizers-text-suite")) as Recognizers;
  const two = (n: number | null): string => String(n ?? 0).padStart(2, "0");
  const moment = (at: { get(part: string): number | null }): string =>
    `${at.get("year")}-${two(at.get("month"))}-${two(at.get("day"))} ${two(at.get("hour"))}:${two(at.get("minute"))}`;
  return {
    "chrono-node": ({ text, ref, lang }) =>
      (lang === "fr" ? chrono.fr : chrono).parse(text, new Date(ref)).map(({ start, end }) => {
        const at = moment(start);
        return { date: at.slice(0, 10), time: at.slice(11), start: at, ...(end && { end: moment(end) }) };
      }),
    "recognizers-text": ({ text, ref, lang }) =>
      suite.recognizeDateTime(text, lang === "fr" ? "fr-fr" : "en-us", 0, new Date(ref)).flatMap(({ resolution }) =>
        (resolution?.values ?? []).map(({ value = "", start, end }) => {
          const date = /\d{4}-\d\d-\d\d/.exec(value)?.[0];
          const time = /\d\d:\d\d/.exec(value)?.[0];
          return { ...(date && { date }), ...(time && { time }), ...(start && { start }), ...(end && { end }) };
        }),
      ),
  };
}

function scored(peers: Record<string, Peer>, rows: readonly DateRow[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(peers).map(([name, peer]) => [
      name,
      rows.length === 0 ? Number.NaN : (100 * rows.reduce((sum, row) => sum + score(row, tried(peer, row)), 0)) / rows.length,
    ]),
  );
}

function tried(peer: Peer, row: DateRow): Said[] {
  try {
    return peer(row);
  } catch {
    return [];
  }
}
