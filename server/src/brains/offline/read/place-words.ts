import { plainOf, rawOf, type Span, TAKEN, type Text } from "../text/text.ts";

/** Whether words can be the name of a place, as far as words tell. */
export function isPlace(plain: string, text: Text, span: Span, asked = false): boolean {
  const words = plain.trim().replace(/^(?:the|a|an|le|la|les|un|une)\s+(?=\S)|^l'/, "");
  // A number alone is a house in answer to the question where; the look-up tells whether there is one.
  if (asked && /^#?\d{3,6}$/.test(words)) return true;
  if (!/[a-z]/.test(words) || words.length < 2 || words.includes(TAKEN) || words.split(/\s+/).length > 12) return false;
  if (nowhere.has(words) || words.split(/[\s,]+/).every((word) => generic.has(word))) return false;
  if (isWritten(text, span)) return true;
  if (words.split(/[\s,]+/).every((word) => manners.has(word))) return false;
  return !verbs.has(words.split(/[\s,]+/)[0]!) && !occasionAlone.test(words);
}

/** A capital tells a name, but not where a sentence begins with one, or where all is capitals. */
function isWritten(text: Text, span: Span): boolean {
  const begins = /(?:^|[.!?;]\s*)$/.test(text.raw.slice(0, text.at[span.start]).trimEnd());
  return !begins && /^\p{Lu}/u.test(rawOf(text, span)) && /[a-z]/.test(text.raw);
}

/** A sentence about something, not the name of a place. */
export function isTalk(plain: string): boolean {
  return plain.split(/[\s,]+/).some((word) => talk.has(word)) || /\b(?:going|trying|looking) to\b/.test(plain);
}

/** "Home", "my office", "the event": a place that only the caller knows. */
export const isPrivate = (place: string): boolean => privatePlace.test(plainOf(place).trim());

const privatePlace =
  /^(?:(?:my|our|the|his|her|this|mon|ma|notre|le|la|l') ?)?(?:home|house|place|apartment|apt|condo|office|work|workplace|job|school|hotel room|event|game|concert|show|party|meeting|wedding|match|conference|interview|appointment|venue|maison|appart|appartement|bureau|travail|chez|chez moi|chez nous|domicile|moi|nous|evenement|fete|reunion|spectacle)$/;
const occasionAlone =
  /^(?:(?:my|our|his|her|your|some)\s+(?:[a-z']+\s+){0,3}?|(?:job|hot|doctor's|dentist|business|first|friend's|family)\s+)?(?:interview|meeting|appointment|wedding|party|date|dinner|lunch|breakfast|concert|birthday|friends?|flight|conference|ceremony|exam|lesson|babe|girlfriend|boyfriend|wife|husband|mom|mother)$/;

const set = (words: string): Set<string> => new Set(words.split(" "));
const list = (words: string): Set<string> => new Set(words.split("|"));

/** Of these alone no place's name is made. */
const manners = set(
  "uh um euh hmm well please thanks thank you merci sorry pardon hello hi hey bonjour allo salut yes yeah yep no nope non oui ok okay correct right good great perfect fine exactly cool awesome terrific excellent wonderful nice alright lovely beautiful super genial " +
    "that this it is it's that's very much so all sounds looks works for me job done absolutely sure really quick asap now",
);
/** Words for the service itself, whatever they are put together to. */
const generic = set(
  "a an the my any some shared regular luxury pool private urgent immediate fast cheap nice quick taxi cab cabs ride rides car cars trip lift transport transportation service uber lyft please too also one 1 now there seat seats booking for me us of " +
    "un une le la voiture course partage partagee prive privee",
);
const nowhere = list(
  "there|here|person|people|human|agent|manager|somebody|someone|operator|representative|table|time|date|day|name|place|work out|that place|this place|this location|that location|location|that address|there too|the same place|same place|address|destination|it|me|us|you|that|this|them|him|her|know|yes|no|ok|okay|sure|nothing|anything|something|least|all|now|once|first|last|course|of course|party|group|" +
    "la-bas|la|ici|meme place|endroit|rendez-vous|personne|quelqu'un|moi|nous|pied|temps|plus|fait|minute|moment|instant|seconde|second|wait|leaving|departing|going|starting|coming|traveling|travelling|heading|headed|picking up|dropping off|not sure|dunno|another city|somewhere|anywhere|somewhere else",
);
/** After "to" these make an infinitive, and no place begins so. */
const verbs = set(
  "get go book schedule reserve be have make take see know do find call come pick drop change cancel speak talk ask help say tell use pay leave travel send order arrange set confirm check give start try reschedule move meet visit attend catch return bring " +
    "me us you him her them it that this there here somewhere wait put let arrive look add keep hire request work fix repair replace install inspect reach run report share buy eat celebrate listen search hear sing study sleep stay enjoy finish continue " +
    "double just also rent explore spend pass kill thank include update need want like wish think believe feel become open close begin stop follow read write learn lose remember forget understand consider appear expect remain happen provide accommodate " +
    "carry drive walk sit hang answer reply respond mention note inform notify let's organize organise reconfirm verify proceed review switch modify adjust extend reduce increase upgrade downgrade avoid handle receive accept decline refuse " +
    "allow join plan prepare relax sell serve shower swim teach treat wake wash wear worry choose decide clarify specify select skip sort split discuss dine drink cook clean build " +
    "not never leaving going trying looking waiting " +
    "prendre aller faire reserver avoir etre venir voir savoir changer annuler parler partir appeler envoyer demander deplacer rendre mettre dire payer donner reparer remplacer attendre manger",
);
/** Words of which no name of a place is made that is said alone. */
const talk = set(
  "possible possibly si i i'm i'd i'll i've you he she they we it's that's there's what what's how why when who does did don't doesn't didn't can can't could would should will won't was were have has know think want need like tell speak talk sure maybe please thanks thank sorry idea " +
    "ride rides cab cabs taxi book booking reserve appointment help wish looking find calling call shared share sharing fine okay get need needs needed trip transportation because with about yet later anymore never not just only our my your their if but so because " +
    "je j'ai tu il elle nous vous ils c'est est-ce suis sais veux peux pouvez voudrais pas quoi pourquoi comment quand combien parler attendez merci repetez besoin course reserver rendez-vous parce mais mon ma mes votre notre",
);
