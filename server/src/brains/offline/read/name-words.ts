import { rawOf, type Span, TAKEN, type Text } from "../text/text.ts";

/** The span as a name in its own spelling, or undefined where it cannot be one. `sure`: the words before it say that it is. */
export function nameOf(text: Text, low: string, span: Span, sure: boolean): string | undefined {
  const plain = low.slice(span.start, span.end).replace(hesitation, " ").trim();
  if (plain === "" || plain.includes(TAKEN) || /\d/.test(plain)) return undefined;
  const words = plain.split(/[\s,]+/);
  const raw = rawOf(text, span);
  const refused = sure ? never : notAName;
  if (words.length > 4 || words.some((word, i) => (refused.test(word) && !(i > 0 && isEpithet(word, raw))) || word.length > 20)) return undefined;
  return titled(raw.replace(/,/g, " ").replace(hesitation, " "));
}

/** "Mark the Clown". */
const isEpithet = (word: string, raw: string): boolean => word === "the" && (/\sthe \p{Lu}\p{Ll}+$/u.test(raw) || /^[a-z]+ the [a-z]{4,}$/.test(raw));

/** Written as names are, where it came without capitals. */
export function titled(name: string): string {
  const clean = name.replace(/^["'\s]+|["'\s.]+$/g, "").replace(/\s+/g, " ");
  if (clean !== clean.toLowerCase() && clean !== clean.toUpperCase()) return clean.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return clean.toLowerCase().replace(/(^|[\s'-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** What people say while they think: never a part of a name. */
const hesitation = /\b(?:uh+|um+|erm|hmm+|euh|heu)\b[\s,.]*/gi;
const never =
  /^(?:not|no|about|with|back|again|going|looking|leaving|trying|a|an|the|and|to|for|from|of|in|at|on|what|why|me|my|your|us|it|this|that|be|booked|under|cab|taxi|ride|car|people|person|group|now|please|get|pas|non|que|un|une|des|le|la|les|c'est|est|is|booking|reservation|update|date|time|day|place|address|adresse|heure|jour|destination|pickup|departure|depart|number|numero|phone)$/;
/** Words that no caller's name is made of, where nothing else says that it is one. */
const notAName =
  /^(?:a|an|the|and|or|but|to|for|from|at|in|on|of|by|with|is|are|was|be|been|do|does|did|don't|not|no|nope|yes|yeah|ok|okay|sure|here|there|it|that|this|these|what|when|where|which|who|why|how|i|i'm|i'd|i'll|me|we|you|your|he|she|they|one|please|thanks|thank|hello|hi|hey|sorry|want|need|like|would|could|can|will|going|go|get|ride|cab|taxi|car|book|booking|appointment|tomorrow|today|tonight|now|asap|late|ready|good|fine|great|done|set|all|just|only|alone|about|calling|looking|trying|leaving|running|having|waiting|interested|wondering|sure|afraid|person|people|human|agent|manager|someone|somebody|cancel|change|time|date|day|name|number|phone|address|morning|afternoon|evening|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|airport|hospital|station|hotel|street|avenue|downtown|home|work|correct|right|wrong|perfect|nothing|anything|everything|something|else|know|dunno|repeat|actually|instead|wait|moment|question|help|problem|in|located|currently|near|next|closer|happy|glad|new|old|having|his|her|so|very|too|also|because|un|une|le|la|les|des|du|de|au|aux|et|ou|pas|non|oui|ouais|je|j'|tu|il|elle|on|nous|vous|ils|ce|ca|c'est|est|suis|pour|avec|dans|sur|chez|que|qui|quoi|quand|comment|combien|pourquoi|veux|voudrais|aimerais|besoin|bien|bon|beau|bonne|correct|parfait|demain|aujourd'hui|soir|matin|midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|plutot|attendez|attends|merci|bonjour|allo|salut|quelqu'un|personne|rien|tout|moi|toi|sais|presse|pressee|pret|prete|desole|desolee|vrai|vraiment|exact|certain|possible|urgent|update|updated|point|start|switch|switched|booked|booking|reservation|reserve|change|confirm|destination|pickup|departure|depart|adresse|numero|vers|heures?|minutes?)$/;
