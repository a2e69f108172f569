import type { Span } from "../text/text.ts";

const street =
  "(?:street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|place|pl|terrace|crescent|cres|circle|cir|parkway|pkwy|highway|hwy|plaza|square|sq|row|trail|walk|expressway|alley|broadway)";

/** Addresses and street corners: their numbers are no times, dates or counts. */
export function addressesIn(low: string): Span[] {
  const spans: Span[] = [];
  for (const pattern of patterns) {
    for (const match of low.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!spans.some((other) => start < other.end && other.start < end)) spans.push({ start, end });
    }
  }
  return spans;
}

const patterns = [
  // 1200 De Maisonneuve Boulevard West #27; 42 10th Street
  new RegExp(
    `\\b\\d{1,6}[a-z]?(?:-\\d+)? (?:(?!(?:to|from|at|on|for|and|people|persons?|am|pm|in|of|minutes?|hours?|o'?clock|passengers?|please|the)\\b)[a-z0-9'.-]+ ){0,5}?${street}\\b\\.?(?: (?:north|south|east|west|n|s|e|w|nw|ne|sw|se|ouest|est|nord|sud)\\b)?(?:,? ?(?:#|apt|apartment|suite|ste|unit|no\\.?) ?#? ?[a-z]?-?\\d+[a-z]?)?`,
    "g",
  ),
  // 1200, rue Sainte-Catherine; 75 boulevard René-Lévesque Ouest; 3e Avenue
  /\b\d{1,6}[a-z]?,? (?:rue|avenue|av|boulevard|boul|chemin|ch|route|place|cote|montee|rang|allee|croissant|impasse|quai) (?:(?:de|du|des|de la|de l'|la|le|l')? ?)?[a-z0-9'.-]+(?:[ -](?!(?:a|au|le|pour|vers|et|demain|ce|vendredi|lundi|mardi|mercredi|jeudi|samedi|dimanche)\b)[a-z'.-]+){0,3}/g,
  // 5th and Main; 5th & 42nd
  /\b\d{1,3}(?:st|nd|rd|th) (?:(?:street|st|avenue|ave) )?(?:and|&) (?!(?:i|we|my|the|a|at|it|in|around|morning|afternoon|evening|night|noon|tomorrow|today|\d{1,2} ?(?:am|pm|:|h\b))\b)[a-z0-9'-]+(?: (?:street|st|avenue|ave|road|rd))?/g,
  /\b[a-z]+(?: street| st| avenue| ave)? (?:and|&) \d{1,3}(?:st|nd|rd|th)(?: (?:street|st|avenue|ave))?\b/g,
  new RegExp(`\\b\\d{1,3}(?:st|nd|rd|th) ${street}\\b`, "g"),
  // Five digits or four with a name after: a street number whatever follows.
  /\b(?!20\d\d\b)\d{4,6} (?!(?:am|pm|hours|people|h)\b)[a-z][a-z'.-]+(?: (?!(?:to|from|at|on|for|and|please|in|with|tomorrow|today)\b)[a-z][a-z'.-]+){0,3}/g,
  // Canadian and American postal codes, suites
  /\b[a-z]\d[a-z] ?\d[a-z]\d\b/g,
  /(?:#|\bsuite|\bapt\.?|\bapartment|\bunit|\bbureau|\bapp\.?) ?#? ?[a-z]?-?\d+[a-z]?\b/g,
  /\b(?:highway|route|autoroute|interstate|terminal|gate|porte|pier|exit|sortie|quai) \d+[a-z]?\b/g,
  /\b7[- ](?:eleven|11)\b/g,
];
