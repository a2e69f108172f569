import { isLike, plainly, plainWords } from "./plain.ts";
import { cities, type Street, streets } from "./streets.ts";

/** A street address taken apart as it was said; nothing is in it that was not. */
export type Said = {
  number?: string;
  street: string;
  direction?: Direction;
  type?: string;
  unit?: string;
  locality?: string;
  city?: string;
  postalCode?: string;
};
type Direction = "west" | "east" | "north" | "south";

const DIRECTIONS: Record<string, Direction> = {
  ...{ west: "west", ouest: "west", w: "west", o: "west", east: "east", est: "east", e: "east" },
  ...{ north: "north", nord: "north", n: "north", south: "south", sud: "south", s: "south" },
};
const FRENCH: Record<Direction, string> = { west: "Ouest", east: "Est", north: "Nord", south: "Sud" };
const ENGLISH: Record<Direction, string> = { west: "West", east: "East", north: "North", south: "South" };

/** Street types by the ways they are said and written, each with the one way we write it. */
const BEFORE = types(
  "Rue rue r, Avenue avenue av ave, Boulevard boulevard boul blvd bd, Chemin chemin ch chem, Place place pl, Côte cote, Montée montee, Rang rang, Allée allee, Route route rte, Autoroute autoroute, Quai quai, Impasse impasse, Carré carre, Croissant croissant, Terrasse terrasse",
);
const AFTER = types(
  "Street street st str, Avenue avenue ave av, Boulevard boulevard blvd boul, Road road rd, Drive drive dr, Lane lane ln, Court court ct, Place place pl, Crescent crescent cres, Square square sq, Way way, Terrace terrace, Highway highway hwy, Parkway parkway pkwy, Circle circle, Trail trail, Gate gate, Row row, Quay quay",
);
const ARTICLES = new Set(["de", "du", "des", "la", "le", "les", "l", "d", "the"]);

const UNIT = /[,\s]+(?:#\s*|(?:apartment|apt|appartement|app|unit|unité|suite|bureau|office|porte|room|local)\.?\s+#?\s*)([a-z]?\d+[a-z]?|[a-z])\b\.?/i;
const POSTAL_CODE = /\b([abceghj-nprstvxy]\d[a-z])\s?(\d[a-z]\d)\b/i;
const NUMBER = /^(?:#\s*)?(\d{1,6}(?:\s?[a-d](?=[\s,])|\s?1\/2)?)[,\s]+(?:(?:on|sur)\s+)?(.+)$/i;

/** Takes an address apart; undefined when the words are none: no house number and no street type. */
export function readAddress(text: string): Said | undefined {
  const { rest: withoutCode, found: code } = cut(text, POSTAL_CODE, (match) => `${match[1]} ${match[2]}`.toUpperCase());
  const { rest: withoutUnit, found: unit } = cut(withoutCode, UNIT, (match) => match[1]!.toUpperCase());
  const { rest, city } = cutCity(withoutUnit);
  const [, number, afterNumber] = NUMBER.exec(rest) ?? [];
  const [line = "", ...after] = (afterNumber ?? rest).split(",");
  const locality = after
    .map((part) => part.trim())
    .filter(Boolean)
    .join(", ");
  const words = line
    .replace(/\.(?=\s|$)/g, " ")
    .trim()
    .split(/\s+/);
  const { type, direction, street } = readStreet(words);
  if (street === "" || (number === undefined && type === undefined)) return undefined;
  return {
    street,
    ...(number !== undefined && { number: number.toUpperCase() }),
    ...(type !== undefined && { type }),
    ...(direction !== undefined && { direction }),
    ...(unit !== undefined && { unit }),
    ...(locality !== "" && { locality }),
    ...(city !== undefined && { city }),
    ...(code !== undefined && { postalCode: code }),
  };
}

/** The streets we know that are meant, in the city that was said, or else in this one: a name alone never leads to another city. */
export function knownStreets(said: Said, near: string | undefined): Street[] {
  const wanted = nameOf(said.street);
  const city = said.city ?? near;
  if (wanted === "" || city === undefined || said.locality !== undefined) return [];
  const alike = named.filter(({ street, name }) => street.city === city && isLike(name, wanted) && isType(street, said.type));
  const exact = alike.filter(({ name }) => name === wanted);
  return (exact.length > 0 ? exact : alike).map(({ street }) => street);
}

const nameOf = (street: string): string =>
  plainWords(street)
    .filter((word) => !ARTICLES.has(word))
    .join(" ");
const named = streets.map((street) => ({ street, name: nameOf(street.name) }));

/** Written as the city of a known street writes it, or else as it was said. Adds no city and no number that nobody named. */
export function written(said: Said, street?: Street): string {
  const line = street ? [streetName(street, said.direction)] : [asSaid(said)];
  const first = [said.number, ...line].filter(Boolean).join(" ");
  const city = street?.city ?? said.city;
  return [said.unit ? `${first}, #${said.unit}` : first, said.locality && titled(said.locality), [city, said.postalCode].filter(Boolean).join(" ")]
    .filter(Boolean)
    .join(", ");
}

export function streetName({ before, name, after }: Street, direction?: Direction): string {
  const way = direction && (before ? FRENCH[direction] : ENGLISH[direction]);
  return [before, name, after, way].filter(Boolean).join(" ");
}

/** A capital on each word that has none, as people write names; what was written with capitals stays. */
export function titled(text: string, isStart = true): string {
  if (text !== text.toLowerCase()) return text;
  return text.replace(/[\p{L}\d][\p{L}\d]*/gu, (word, at: number) => ((at > 0 || !isStart) && SMALL.has(word) ? word : word[0]!.toUpperCase() + word.slice(1)));
}
const SMALL = new Set(["de", "du", "des", "la", "le", "les", "of", "the", "and", "et", "at", "on", "in", "à", "au", "aux", "near", "l", "d", "s"]);

function readStreet(words: string[]): Pick<Said, "street" | "type" | "direction"> {
  let left = words.filter((word) => word !== "");
  const direction = left.length > 1 ? DIRECTIONS[bare(left.at(-1)!)] : undefined;
  if (direction !== undefined) left = left.slice(0, -1);
  const lead = left.length > 1 ? BEFORE.get(bare(left[0]!)) : undefined;
  if (lead !== undefined) return { street: left.slice(1).join(" "), type: lead, ...(direction && { direction }) };
  const tail = left.length > 1 ? AFTER.get(bare(left.at(-1)!)) : undefined;
  if (tail === undefined) return { street: left.join(" "), ...(direction && { direction }) };
  return { street: left.slice(0, -1).join(" "), type: tail, ...(direction && { direction }) };
}

function asSaid({ street, type, direction }: Said): string {
  const name = titled(street);
  if (type === undefined) return [name, direction && ENGLISH[direction]].filter(Boolean).join(" ");
  // The two languages share some types: French ones are known by what only French has.
  const isFrench = FRENCH_ONLY.has(type) || plainWords(street).some((word) => ARTICLES.has(word) && word !== "the") || /[àâçéèêëîïôùûü-]/i.test(street);
  return isFrench
    ? [type, titled(street, false), direction && FRENCH[direction]].filter(Boolean).join(" ")
    : [name, type, direction && ENGLISH[direction]].filter(Boolean).join(" ");
}
const FRENCH_ONLY = new Set(["Rue", "Chemin", "Côte", "Montée", "Rang", "Allée", "Route", "Autoroute", "Quai", "Impasse", "Carré", "Croissant", "Terrasse"]);

/** "…, Montréal", "… in Montreal", "… à Laval": the city when it is one we know, and the rest. */
function cutCity(text: string): { rest: string; city?: string } {
  const parts = text.split(",").map((part) => part.trim());
  for (let at = parts.length - 1; at > 0; at--) {
    const city = cityNamed(parts[at]!);
    if (city) return { rest: parts.slice(0, at).join(", "), city };
  }
  const [, rest, name] = /^(.*\S)\s+(?:in|à|a|dans)\s+([\p{L}\s.'-]+)$/iu.exec(text) ?? [];
  const said = name && cityNamed(name);
  if (rest && said) return { rest, city: said };
  const words = text.replace(/,/g, " ").trim().split(/\s+/);
  for (const count of [3, 2, 1]) {
    const city = words.length > count + 1 ? cityNamed(words.slice(-count).join(" ")) : undefined;
    if (city && !ALSO_STREETS.has(city)) return { rest: words.slice(0, -count).join(" "), city };
  }
  return { rest: text.replace(/[\s,]+$/, "") };
}
const ALSO_STREETS = new Set([
  "Sherbrooke",
  "London",
  "Victoria",
  "Richmond",
  "Windsor",
  "Waterloo",
  "Kingston",
  "Hamilton",
  "Saint-Laurent",
  "Saint-Lambert",
  "Québec",
  "Markham",
  "Regina",
  "Outremont",
  "Dorval",
  "Laval",
]);

export function cityNamed(text: string): string | undefined {
  const name = plainly(text.replace(/\b(?:qc|quebec|québec|on|ontario|bc|ab|mb|ns|canada)\.?$/i, "").trim() || text);
  return plainCities.find(([plain]) => plain === name || (name.length >= 6 && isLike(plain, name)))?.[1] ?? (name === "quebec city" ? "Québec" : undefined);
}
const plainCities = cities.map((city): [string, string] => [plainly(city), city]);

/** "Street" and "rue" are said of anything; who says "avenue" means an avenue. */
const isType = ({ before, after }: Street, type: string | undefined): boolean =>
  type === undefined || type === "Street" || type === "Rue" || before === type || after === type || (before === "Chemin" && type === "Road");

function cut(text: string, pattern: RegExp, read: (match: RegExpExecArray) => string): { rest: string; found?: string } {
  const match = pattern.exec(text);
  if (!match) return { rest: text };
  return { rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, " ").trim(), found: read(match) };
}

function bare(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{M}|\.$/gu, "")
    .toLowerCase();
}

function types(list: string): Map<string, string> {
  return new Map(
    list.split(", ").flatMap((line) => {
      const [name = "", ...said] = line.split(" ");
      return said.map((word): [string, string] => [word, name]);
    }),
  );
}

/** Whether the words name a city that we know. */
export const namesCity = (text: string): boolean => cutCity(text).city !== undefined || cityNamed(text) !== undefined;
