import { cityNamed, knownStreets, readAddress, streetName, titled, written } from "./address.ts";
import { type Landmark, landmarks } from "./landmarks.ts";
import { MOST_PLACES, type Near, type Place, type Places } from "./places.ts";
import { isLike, plainly } from "./plain.ts";

/**
 * Places without network or key: well-known landmarks and streets of some cities, and a reader of addresses.
 * All it says is approximate. It never adds a house number that was not said, and what it does not know it
 * takes as it was said, so that a caller from anywhere can be served.
 */
export const gazetteer: Places = {
  async find(text, near) {
    const words = cleaned(text);
    if (words === "" || isNowhere(words)) return [];
    const exact = landmarksNamed(words, near, "exactly");
    if (exact.length > 0) return exact;
    const street = addresses(words, near);
    if (street.length > 0) return street;
    const crossing = corner(words, near);
    if (crossing) return [crossing];
    const alike = landmarksNamed(words, near, "roughly");
    return alike.length > 0 ? alike : [place(titled(words))];
  },
};

const LONGEST = 200;
/** What callers say around a place. */
const AROUND =
  /^(?:(?:um+|uh+|euh+|well|so|ok(?:ay)?|please|to|from|at|i'?m at|i am at|it'?s|it is|that'?s|c'est|je suis (?:à|au|aux|chez)|je vais (?:à|au|aux)|going to|depuis|vers|jusqu'(?:à|au)|près de)[\s,]+)+/i;
const AFTERWARDS = /[\s,.!?;]+(?:please|s'il (?:vous|te) pla[iî]t|svp|thanks|thank you|merci|now|maintenant)?[\s,.!?;]*$/i;

function cleaned(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s<>]+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .trim();
  return `${line} `.replace(AFTERWARDS, "").replace(AROUND, "").trim();
}

/** Words that name a place only to who says them. */
const NOWHERE = new Set(
  "here, there, over there, home, my home, my house, my place, house, work, my work, my office, somewhere, anywhere, nowhere, same place, the same place, where i am, my location, current location, ici, la, la bas, chez moi, ma maison, maison, mon travail, mon bureau, quelque part, meme place, meme endroit, la meme place, i dont know, dont know, i don t know, je sais pas, je ne sais pas, yes, no, oui, non, nothing, rien, none".split(
    ", ",
  ),
);
const isNowhere = (words: string): boolean => NOWHERE.has(plainly(words)) || !/[\p{L}\d]/u.test(words);

type Known = { landmark: Landmark; city: string; names: readonly string[]; here: readonly string[] };

const ARTICLES = /^(?:the|le|la|les|l|a|au|aux) /;
const bare = (name: string): string => plainly(name).replace(ARTICLES, "");

/** A landmark's address names it too, as does what we call it in full: what was found once is found again. */
const known: readonly Known[] = landmarks.map((landmark) => {
  const { en, fr, address, also, here, city } = landmark;
  return { landmark, city, names: [en, fr, address, `${en}, ${address}`, `${fr}, ${address}`, ...also].map(bare), here: here.map(bare) };
});

function landmarksNamed(words: string, near: Near, how: "exactly" | "roughly"): Place[] {
  const { rest, city } = withoutCity(words);
  const where = city ?? near.city;
  const [whole, part] = [bare(words), bare(rest)];
  const isNamed = (name: string, said: string) => (how === "exactly" ? name === said : isRoughly(name, said));
  return known
    .filter(({ city: its, names, here }) => {
      const all = its === where ? [...names, ...here] : names;
      // A city that was said apart from the name must be the landmark's own.
      return all.some((name) => isNamed(name, whole)) || (city === its && all.some((name) => isNamed(name, part)));
    })
    .sort((a, b) => Number(b.city === where) - Number(a.city === where))
    .slice(0, MOST_PLACES)
    .map(({ landmark }) => ({ ...place(landmark.address, `landmark/${landmark.en}`), name: landmark[near.language], lat: landmark.lat, lng: landmark.lng }));
}

/** The name misheard, or with what people add to it ("Trudeau airport, departures"). Any other word makes it another place ("Ely train station"). */
function isRoughly(name: string, said: string): boolean {
  if (isLike(name, said)) return true;
  const [names, words] = [name.split(" "), said.split(" ")];
  if (names.length < 2 || !names.every((word) => words.some((other) => isLike(word, other)))) return false;
  return words.every((word) => ADDED.has(word) || names.some((other) => isLike(word, other)));
}
/** What is said of a door or a floor of a place, and the small words around it. */
const ADDED = new Set(
  "the a at in of to and departures departure arrivals arrival departs arrivees depart arrivee terminal gate entrance entree door porte main principale level niveau lobby building edifice le la les l du de des d au aux a et".split(
    " ",
  ),
);

function withoutCity(words: string): { rest: string; city?: string } {
  const [, rest, name] = /^(.*\S)(?:\s*,\s*|\s+(?:in|à|de|d'|of)\s+)([\p{L}\s.'-]+)$/iu.exec(words) ?? [];
  const city = name && cityNamed(name);
  return rest && city ? { rest, city } : { rest: words };
}

function addresses(words: string, near: Near): Place[] {
  const said = readAddress(words);
  if (!said) return [];
  const known = knownStreets(said, near.city);
  // A known street with no number at all may be the landmark's or the corner's first word; then those decide.
  if (known.length === 0) return said.number === undefined ? [] : [place(written(said))];
  return known.slice(0, MOST_PLACES).map((street) => place(written(said, street)));
}

/** "Saint-Denis and Rachel", "coin Peel et Sherbrooke": two streets we know in one city. */
function corner(words: string, near: Near): Place | undefined {
  const [, first, second] =
    /^(?:(?:the )?(?:corner|intersection)(?: of)?\s+|(?:au )?coin(?: de)?\s+|angle\s+)?(.+?)\s+(?:and|at|et|&|\/|corner|coin|angle)\s+(.+)$/i.exec(words) ?? [];
  if (!first || !second) return undefined;
  const [one, other] = [first, second].map((name) => knownStreets(readAddress(name) ?? { street: name }, near.city));
  for (const a of one!) {
    const b = other!.find((street) => street.city === a.city);
    if (b) return place(`${streetName(a)} & ${streetName(b)}, ${a.city}`);
  }
  return undefined;
}

/** The id says what it is: a place of ours, found again by its own words. */
function place(address: string, of = address): Place {
  return { placeId: `approximate:${plainly(of).replaceAll(" ", "-")}`, address, approximate: true };
}
