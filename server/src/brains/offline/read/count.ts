import type { Span } from "../text/text.ts";

export type CountFind = Span & { count: number };

const noun =
  "(?:people|persons?|ppl|passengers?|pax|adults?|seats?|guests?|riders?|travell?ers?|of us|individuals?|men|women|males?|females?|students?|friends? total|personnes?|passagers?|passageres?|adultes?|places?|voyageurs?|clients?)";
const child = "(?:kids?|child|children|babies|baby|infants?|toddlers?|teens?|teenagers?|enfants?|bebes?|ados?|petits?)";
const kin =
  "(?:wife|husband|partner|spouse|boyfriend|girlfriend|fiancee?|mother|mom|mum|father|dad|son|daughter|brother|sister|sis|friend|buddy|boss|colleague|coworker|co-worker|roommate|baby|kid|child|grandmother|grandma|grandfather|date|man|woman|girl|boy|cousin|uncle|aunt|neighbou?r|femme|mari|conjointe?|blonde?|chum|copine?|amie?|mere|pere|fils|fille|frere|soeur|enfant|bebe|collegue|patronne?|cousine?|voisine?)";
const group =
  "(?:friends|kids|children|brothers|sisters|siblings|sons|daughters|colleagues|coworkers|co-workers|others|guests|people|buddies|roommates|parents|cousins|girls|boys|women|men|amis|amies|enfants|collegues|freres|soeurs|autres|personnes|fils|filles)";
const one = `(\\d{1,2}|an?|une?) (?:other |young |autres? )?(?:${noun}|${child}|${group}|seniors?|aines?|boy|girl|man|woman)`;
const sumPattern = new RegExp(`\\b${one}(?:,? (?:and|plus|et|&|with|avec) ${one})(?:,? (?:and|plus|et|&) ${one})?`);
const owned = "(?:(?:my|our|mon|ma|mes|nos|notre|the|an?|1|une?|les) )?";
const other = `(?:(\\d{1,2}) (?:of my |of our |other |more |de mes )?(?:${group}|${kin}s?|${child}|others?)?|${kin}|parents|twins|triplets|jumeaux)`;
const and = "(?:,? (?:and|plus|with|et|pis|puis|avec|\\+|&|and also) |, )";
const andPattern = new RegExp(and);
const more = `(?:${and}${owned}${other})?(?:${and}${owned}${other})?`;
const forwardPattern = new RegExp(`\\b(?:me|myself|i|moi(?:-meme)?)${and}${owned}${other}${more}(?![a-z])`);
const backwardPattern = new RegExp(`\\b(?:(?:my|mon|ma|mes) |(?=\\d))${other}${more}(?:,? (?:and|et|pis) (?:i|me|myself|moi))(?![a-z'])`);
const minePattern = new RegExp(`\\b(?:with|avec) (?:my|mon|ma) ${kin}\\b(?! (?:and|et|pis))`);

/** How many, from "4 people", "just me", "me and my wife", "2 adults and 3 kids". `bare`: a count was asked for, so a number alone is one; `changing`: what was read back is being changed. */
export function countIn(low: string, bare: boolean, changing = false): CountFind | undefined {
  return sum(low) ?? withMe(low) ?? alone(low, bare) ?? counted(low) ?? (bare ? bareNumber(low) : changing ? forSome(low) : undefined);
}

/** 2 adults and 3 kids. */
function sum(low: string): CountFind | undefined {
  const match = sumPattern.exec(low);
  if (match === null) return undefined;
  const count = match.slice(1).reduce((total, n) => total + (n === undefined ? 0 : /^\d/.test(n) ? Number(n) : 1), 0);
  return found(match, count);
}

/** The caller and others: "me and my 3 friends", "my wife and I", "moi pis ma blonde". */
function withMe(low: string): CountFind | undefined {
  const forward = forwardPattern.exec(low);
  if (forward !== null) return found(forward, 1 + heads(forward[0]));
  const backward = backwardPattern.exec(low);
  if (backward !== null) return found(backward, heads(backward[0].replace(/,? (?:and|et|pis) (?:i|me|myself|moi)$/, "")) + 1);
  const mine = minePattern.exec(low);
  return mine === null ? undefined : found(mine, 2);
}

/** How many others a list names, the caller left out. */
function heads(words: string): number {
  const parts = words.split(andPattern).filter((part) => part !== "" && !/^(?:me|myself|i|moi(?:-meme)?)$/.test(part.trim()));
  return parts.reduce(
    (total, part) =>
      total + Number(/\d{1,2}/.exec(part)?.[0] ?? (/\b(?:parents|twins|couple|jumeaux|jumelles)\b/.test(part) ? 2 : /\btriplets\b/.test(part) ? 3 : 1)),
    0,
  );
}

function alone(low: string, bare: boolean): CountFind | undefined {
  const clear =
    /\b(?:(?:just|only|it's just|it's only|only for|just for|juste pour|just (?:gonna|going to) be|only (?:gonna|going to) be|will (?:only|just) be|only be|just be) (?:(?:me|myself|her|him|(?:my (?:mom|mum|mother|dad|father|wife|husband|son|daughter|grandmother|grandfather)))\b(?! (?:and|plus|&))|1\b(?=\W*$|[,.;!?\u2581]| (?:person|people|passenger|of us|seat|rider|adult|member|to|from|for|please|thanks|going|who|that's)\b))|by myself|on my own|(?:i'm|i am|i'll be|will be) (?:travell?ing |going |riding )?alone|me alone|just the 1(?: of me)?|just for me|for myself|all alone|single (?:person|passenger|rider)|(?:juste|seulement|rien que|uniquement) (?:moi|elle|lui|pour moi|pour elle|pour lui|ma mere|mon pere|ma femme|mon mari|1|1 personne)|(?:moi )?tou(?:t|te)(?: |-)seule?|seulement 1|moi seule?|une seule personne|1 seule personne|personne d'autre)\b/.exec(
      low,
    );
  if (clear !== null) return found(clear, 1);
  const couple =
    /\b(?:a couple|both of us|my (?:wife|husband|partner) and myself|the pair of us|un couple|tous les 2|les 2|nous 2|nous 2)\b(?! (?:of )?(?:days|hours|minutes|weeks|questions|things|minutes))/.exec(
      low,
    );
  if (couple !== null && bare) return found(couple, 2);
  const me = /^(?:\W|it's|its|uh|um|for|c'est|pour)*(?:me|myself|moi)\W*$/.exec(low);
  return bare && me !== null ? found(me, 1) : undefined;
}

/** A number next to what is counted: "4 people", "a party of 5", "we are 3", "nous sommes 4". */
function counted(low: string): CountFind | undefined {
  const finds = countedPatterns.flatMap((pattern) => [...low.matchAll(pattern)].map((match) => found(match, Number(match[1]))));
  const meant = finds.filter(({ start }) => !negated.test(low.slice(0, start))).sort((a, b) => a.end - b.end);
  // "Five, no wait, two of us": the last is meant.
  return meant.at(-1);
}

/** "Actually for two", of a read-back: a time would be "at two". */
function forSome(low: string): CountFind | undefined {
  const match = /\b(?:for|pour) (\d{1,2})(?=\W*$|[,.;!?])/.exec(low);
  return match === null ? undefined : found(match, Number(match[1]));
}

function bareNumber(low: string): CountFind | undefined {
  // Who else comes is told with words that cannot be counted here: it is asked again.
  if (anybodyElse.test(low)) return undefined;
  const numbers = [
    ...low.matchAll(
      /(?<![\d:.#-])\b(\d{1,3})\b(?!\d|[:.-]\d| ?(?:am|pm|o'|h\b|heures?|st\b|nd\b|rd\b|th\b)|(?: [a-z]+){1,3} (?:street|st|avenue|ave|road|rd|drive|lane|boulevard|blvd)\b)/g,
    ),
  ];
  const meant = numbers.filter(({ index }) => !negated.test(low.slice(0, index)));
  const distinct = new Set(meant.map(([, n]) => n));
  return distinct.size === 1 ? found(meant[0]!, Number(meant[0]![1])) : undefined;
}

const anybodyElse = new RegExp(`\\b(?:${kin}s?|${group}|${child}|parents|couple|others?)\\b`);
const negated = /(?:\bnot|\binstead of|\brather than|\bpas|\bau lieu de|\bplutot que)(?: for| pour)?\s*$/;

function found(match: RegExpExecArray | RegExpMatchArray, count: number): CountFind {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length, count };
}

const countedPatterns = [
  `\\b(\\d{1,3}) (?:other )?${noun}\\b(?! (?:ago|old))`,
  "\\b(?:party|group|family|total|cohort|team|groupe|famille|gang) (?:of |de |size (?:is |of )?|total )?(\\d{1,3})\\b(?!:| ?(?:am|pm|o'))",
  "\\b(?:there (?:will be|are|is|'ll be)|there'll be|we are|we're|we will be|we'll be|it's going to be|nous sommes|nous serons|nous on est|on est|on sera|on va etre|on va-t-etre|y a|il y a|il y aura|ca sera|on s'ra)(?: just| only| about| going to be| a| juste)? (\\d{1,2})(?=\\W*$|[,.;!?]| (?:of|in|people|and i|going|travel|total|pour|en tout|total|et)\\b)(?! ?(?:am|pm|o'|h\\b|heures?))",
  "\\b(?:for|take|make it|need|want|pour|with) (?:just |only |seulement )?(\\d{1,2}) (?:in total|total|of us|to go|in all|en tout|luxury|regular|pool|shared)\\b",
  "\\b(?:cab|taxi|ride|car|table|reservation|booking|seats?|room|just|only|ride booked|luxury|regular|pool|voiture|course|reservation) (?:ride )?(?:is )?(?:it's )?(?:for|pour) (?:just |only )?(\\d{1,2})(?=\\W*$|[,.;!?]| (?:to|there|going|please|people|from|and|on|in my|with|a|vers|de)\\b)(?! ?(?:am|pm|o'|h\\b|heures?|:))",
  "\\b(\\d{1,2}) (?:seats?|places?) \\b",
].map((pattern) => new RegExp(pattern, "g"));
