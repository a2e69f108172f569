/** Which end of a journey words make a place; `site` is where the work is done; `any` is told by the question. */
export type PlaceRole = "origin" | "destination" | "site" | "any";
type Cue = { pattern: RegExp; role: PlaceRole };

const cue = (role: PlaceRole, source: string): Cue => ({ role, pattern: new RegExp(source, "g") });
const be = "(?:'s|’s| is| are| will be| would be| should be| to be| has to be|:| est| c'est| sera| serait|,? c'est)?";

/**
 * Words before a place, in either language; the most telling first, for "change the pickup to X" is no destination.
 * What precedes is taken with the place.
 */
export const cues: readonly Cue[] = [
  cue(
    "origin",
    `\\b(?:pick[- ]?up|picking up|departure|departing|origin|starting|start|depart|point de depart|ramassage|depart|prise en charge|embarquement)(?: (?:location|address|point|place|spot|adresse|lieu))?${be}(?: (?:changed|moved|now|instead|plutot))?(?: (?:to|from|at|in|a|au|de|du))?(?: (?:be|etre))? (?=\\S)(?!(?:me|us|him|her|my|time|at \\d|heure|and|or|date|is|was|isn't|wrong|et|point|address|location)\\b)`,
  ),
  cue(
    "origin",
    "\\b(?:pick|get|picked|picking|collect|grab|fetch)(?: (?:me|us|him|her|them|my [a-z]+|everyone))?(?: up)? (?:up )?(?:here )?(?:at|from|in|on|outside|in front of|by)(?= )",
  ),
  cue(
    "any",
    "\\b(?:change|changing|switch|update|correct|modify|changez|changer|modifiez) (?:it |that |this |the (?:place|address|location) |ca |l'adresse |la )?(?:to|for|pour|a)(?= )",
  ),
  cue(
    "destination",
    `\\b(?:drop[- ]?off|dropping off|destination|arrival|final stop|debarquement)(?: (?:location|address|point|place|spot|adresse|lieu))?${be}(?: (?:changed|moved|now|instead|plutot))?(?: (?:to|at|in|a|au|pour|par))?(?: (?:be|etre))? (?=\\S)(?!(?:me|us|him|her|my|time|is|was|isn't|wrong|and|or|et|address|location)\\b)`,
  ),
  cue(
    "destination",
    "\\b(?:drop|dropped|dropping|let|leave|bring|take|drive|carry)(?: (?:me|us|him|her|them|my [a-z]+))(?: off| out)?(?: over)? (?:at|to|in|by|near|on|in front of)(?= )",
  ),
  cue(
    "destination",
    "\\b(?:go|going|heading|headed|head|get|getting|travel|travell?ing|ride|cab|taxi|car|trip|transport|lift|fare|transportation|us|me|people|person|passengers?|need) (?:over |back |up |down |out )?(?:to|towards?|for (?=the (?:airport|hospital|station|hotel|university)))(?= )",
  ),
  cue(
    "origin",
    "\\b(?:leaving|departing|starting|coming|going|travell?ing|ride|cab|taxi|car|trip|lift|pickup|leave|start|depart|go|come|up|here)(?: out)? from(?= )",
  ),
  cue(
    "origin",
    "\\b(?:i'm|i am|we're|we are|i'll be|we'll be|i will be|he's|she's|they're)(?: going to be| gonna be| currently| now| right now| actually| still| waiting| staying| located| standing| here| presently)* (?:at|in front of|on|near|by|outside)(?= )",
  ),
  cue("origin", "\\b(?:closer|close|nearer|near) to(?= )"),
  cue(
    "origin",
    "\\b(?:je (?:suis|pars|partirais|vais partir|serai)|on (?:est|part|sera|va partir)|nous (?:sommes|partons|serons))(?: presentement| actuellement| rendue?s?)? (?:a|au|aux|de|du|des|chez|sur|devant|dans|d')(?=[ ']|(?<='))",
  ),
  cue(
    "origin",
    "\\b(?:venez|venir|passer|passez|viens) (?:me |nous |nous |la |le )?(?:chercher|prendre|ramasser)? ?(?:a|au|aux|chez|sur|devant)(?= )|\\b(?:me|nous) (?:chercher|prendre|ramasser|embarquer) (?:a|au|aux|chez|sur|devant|dans)(?= )",
  ),
  cue("origin", "\\b(?:au depart|a partir|en partant|en provenance|partant|depart) (?:de|du|des|d')(?=[ ']|(?<='))|\\bdepuis(?= )"),
  cue(
    "destination",
    "\\b(?:aller|vais|va|allons|allez|rendre|rends|m'en vais|amener|amenez-moi|amenez-nous|emmener|emmenez-moi|conduire|conduisez-moi|deposer|deposez-moi|debarquer|arriver|direction|destination|revenir|retourner|rentrer|course|taxi|voiture)(?: pour| me| nous| jusqu'| jusque)*(?: en direction de)? ?(?:a|au|aux|chez|vers|sur|dans|jusqu'a|jusqu'au|pour)(?= )",
  ),
  cue("destination", "\\b(?:en direction (?:de|du)|jusqu'(?:a|au|aux)|pour aller (?:a|au|aux|chez)|direction)(?= )"),
  cue("origin", "\\bfrom(?= )"),
  cue(
    "origin",
    "(?<=\\b(?:aller|taxi|course|voiture|transport|lift|depart|personnes?|moi|passagers?|partir|pars|\\u2581|reserver|besoin d'un taxi|un taxi|une course|une voiture),? )(?:de|du|des)(?= (?!\\u2581))|^(?:de|du|des)(?= )",
  ),
  cue(
    "destination",
    "(?<!\\b(?:like|want|need|love|trying|wish|hoping|prefer|able|have|happy|going to be|used|way|ready|wanted|time|how|what|where|nice|great|good|it|you|close|due|next|easier|better|best|supposed|planning|hope|anything|nothing|something|speak|talk|according|addition|listen|attention|respect|up|changed?|nine|prior) )\\bto(?= )",
  ),
  cue("destination", "\\b(?:towards?|arriving at|arrive at|ending at|ending up at|end up at|finish at|stop at)(?= )"),
  cue(
    "site",
    "\\b(?:(?:my|the|our|service|house|home|street|full) )*address(?: of the (?:house|property|place))?(?:'s| is| would be|:|,)?(?: at)?(?= )(?! (?:is|of|for|to))|\\b(?:mon |l'|notre )?adresse(?: complete)?(?: est|:|,? c'est)?(?: au| le)?(?= )(?! (?:est|de|du))",
  ),
  cue(
    "site",
    "\\b(?:i live|we live|i'm living|located|it's located|come (?:over )?(?:out )?to|at my (?:house|home|place)(?: at| on)|the house is|it's|j'habite|je reste|on habite|on reste|situe|situee|c'est)(?: at| on| in| au| sur| a)+(?= \\d| (?:the|rue|avenue|boul))",
  ),
  cue("site", "\\b(?:at|au)(?= \\d{1,6}[a-z]?,? (?:[a-z]|\\de))"),
  cue("destination", "(?<=\\u2581 ?,? )(?:a|au|aux|chez|vers)(?= (?:l'|la |le )?[a-z]{3,})"),
  cue("destination", "(?<=[a-z]{3},? )(?:a|au|aux|vers)(?= (?:l'aeroport|la gare|l'hopital|l'universite|la station|l'hotel|centre|\\d+))"),
];
