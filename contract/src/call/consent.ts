import type { Proposal } from "./event.ts";

/**
 * What the caller's words mean for the open proposal. `yes` only when nothing else is in them: a yes with a new value
 * ("yes, but at six"), a doubt ("okay so… no") or another question is `mixed`, and mixed never makes anything lasting.
 */
export type Consent = "yes" | "no" | "mixed" | "none";

/** Reads words as an answer to the read-back of a proposal. Pure, the same for every brain; both languages are always understood. */
export function consentTo(readBack: string, words: string, kind: Proposal["kind"]): Consent {
  const said = plain(words);
  if (said.replaceAll(" ", "") === "") return "none";
  let rest = ` ${said} `;
  const agreedToCancel = kind === "cancel" && take(cancellings);
  const denied = take(denials);
  const doubted = take(doubts);
  const agreed = take(agreements) || agreedToCancel;
  take(courtesies);
  const known = new Set(plain(readBack).split(" "));
  const left = rest.split(" ").filter((word) => word !== "" && !known.has(word) && !connectives.has(word));
  if (/\d/.test(left.join("")) || !sameNumbers(said, plain(readBack))) return "mixed";
  if (denied && agreed) return "mixed";
  if (denied) return left.length > 6 ? "mixed" : "no";
  if (!agreed) return left.length === 0 && !doubted ? "none" : "mixed";
  return doubted || left.length > 0 ? "mixed" : "yes";

  function take(phrases: readonly string[]): boolean {
    let found = false;
    for (const phrase of phrases) {
      while (rest.includes(` ${phrase} `)) {
        rest = rest.replace(` ${phrase} `, " ");
        found = true;
      }
    }
    return found;
  }
}

/** A number is the same only as a whole: "at 6" does not agree to 6:30, nor to a 6 among the digits of a telephone number. */
function sameNumbers(said: string, readBack: string): boolean {
  const known = new Set(numbers(readBack).flatMap((number) => [number, number.replace(/ [ap]m$/, "")]));
  return numbers(said).every((number) => known.has(number));
}

const numbers = (plainText: string): string[] => plainText.match(/\b\d+(?: \d+| h\b)*(?: [ap]m\b)?/g) ?? [];

/** Lower case, no accents, no punctuation; apostrophes become spaces, and a question mark stays a doubt. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’']/g, " ")
    .replace(/\b(that|it|what)s\b/g, "$1 s") // recognisers drop the apostrophe
    .replace(/\?/g, " questionmark ")
    .replace(/(\d)(h|am|pm)(?=\d|\b)/g, "$1 $2 ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\bm+ h+m+\b/g, "mhm")
    .replace(/\buh huh\b/g, "mhm")
    .replace(/\b(uh|um|euh|heu|hum|hmm|ah|oh|eh|ben|bin|bah|well|like|so|alors|donc|la|there)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

// Longest first: "c est pas bon" is taken before "c est bon" can be.
const sorted = (phrases: string): readonly string[] =>
  phrases
    .split("|")
    .map((phrase) => phrase.trim())
    .sort((a, b) => b.length - a.length);

const denials = sorted(
  "no|nope|nah|non|no no|no thanks|no thank you|non merci|not really|not right|that s not right|that is not right|not correct|that s not correct|incorrect|wrong|that s wrong|" +
    "don t|do not|didn t|never|never mind|nevermind|cancel|cancel that|stop|not yet|pas|pas du tout|pantoute|c est pas ca|ce n est pas ca|c est pas bon|ce n est pas bon|" +
    "pas encore|surtout pas|laisse faire|laissez faire|oubliez ca|oublie ca|annule|annulez|negatif|negative|not|isn t|is not|jamais|changed my mind|j ai change d idee",
);
/** A yes where the read-back asks whether to cancel, a no everywhere else. */
const cancellings = sorted("cancel it|cancel that|cancel|annule|annulez|annuler|annulez la|annulez le|annule la|annule le");
const agreements = sorted(
  "yes|i can make that|i can make it|yeah|yep|yup|ya|yah|yes please|yes sir|yes ma am|yes that s right|that s right|that is right|that s correct|that is correct|correct|right|exactly|precisely|absolutely|definitely|certainly|" +
    "sure|sure thing|of course|ok|okay|okey|k|fine|that s fine|perfect|great|sounds good|sounds great|sounds right|that sounds good|looks good|good|all good|that s good|it s good|that works|that ll work|that will work|works for me|" +
    "go ahead|please do|do it|book it|book that|confirm|confirmed|i confirm|let s do it|let s do that|affirmative|indeed|you got it|that s it|that s the one|i agree|agreed|mhm|" +
    "oui|ouais|ouaip|oui oui|si|oui madame|oui monsieur|c est ca|c est bien ca|c est bon|c est correct|c est exact|c est parfait|c est beau|c est en plein ca|exact|exactement|tout a fait|parfait|d accord|d acc|" +
    "correct|bien sur|certainement|absolument|ok|allez y|vas y|allons y|confirmez|je confirme|reservez|ca marche|ca me va|ca me convient|ca va|tres bien|super|excellent|entendu|en effet|effectivement|mets en|certain|c est beau ca|" +
    "that would be all right|that would be alright|that will be fine|that would be fine|that would be perfect|that would work|proceed|go for it|give it a go|please proceed|make it as it is|you re right|you are right|all good to go|good to go|c est confirme|c est tout bon|ca fait mon affaire|ca fait l affaire|c est en plein ca|wonderful|awesome|lovely|alright|all right|that ll be great|that would be great|ca serait parfait|ce serait parfait|volontiers|avec plaisir",
);
const doubts = sorted(
  "but|mais|except|sauf|actually|en fait|wait|attendez|attends|hold on|un instant|une seconde|one second|hang on|questionmark|instead|plutot|maybe|peut etre|if|si jamais|unless|a moins|" +
    "right now|tout de suite|as soon as possible|asap|i think|je pense|je crois|not sure|pas sur|change|changer|changez|make it|i m not sure|let me|laissez moi|however|cependant|by the way|also|aussi|what|quoi|how|comment|when|quand|why|pourquoi|who|qui|where|ou",
);
const courtesies = sorted(
  "please|with me|with us|avec moi|avec nous|s il vous plait|s il te plait|svp|thank you|thank you very much|thank you so much|thanks|thanks a lot|merci|merci beaucoup|merci bien|sir|ma am|madame|monsieur|my friend|that s all|that is all|c est tout|" +
    "then|all|it s|it is|c est|that s|that is|i m|je suis|everything|tout|both|les deux|you can|vous pouvez|you may|for me|pour moi|very much|that|ca|it|go|with that|avec ca|i d like that|i would like that|that one|celui la|now|maintenant|" +
    "i said|j ai dit|hi|hello|allo|bonjour|bye|au revoir|bonne journee|have a good day|have a nice day|merci bonsoir|bonsoir",
);
const connectives = new Set(
  "a the is are to for of in at on and et un une le les l de du des d est au aux il elle je j vous i you we me my mon ma be will that this ce cette s m re ll ve t y en".split(
    " ",
  ),
);
