import { plainOf } from "./text.ts";

/** What a caller may do with an utterance, besides giving facts. */
export type CallerAct =
  | "affirm"
  | "deny"
  | "greet"
  | "thanks"
  | "bye"
  | "done"
  | "person"
  | "repeat"
  | "wait"
  | "book"
  | "reschedule"
  | "cancel"
  | "quit"
  | "message"
  | "emergency"
  | "urgent"
  | "machine"
  | "anger"
  | "unsure"
  | "correct"
  | "asap"
  | "any"
  | "another"
  | "same";

const acts: Record<CallerAct, RegExp> = {
  affirm:
    /^(?:(?:uh|um|oh|ah|well|ok|okay|euh|ben|bah|hum)[ ,.]+)*(?:yes|yeah|yep|yup|ya|yah|sure|of course|absolutely|definitely|certainly|correct|exactly|right|that's (?:right|correct|fine|good|it|perfect)|that is (?:right|correct|fine|good)|that works|works for me|sounds (?:good|great|right)|perfect|great|fine|good|go ahead|please do|do it|ok|okay|k|alright|all right|mhm|uh huh|affirmative|i do|i would|i confirm|oui|ouais|ouaip|mets-en|ben oui|c'est (?:ca|bon|beau|correct|exact|parfait|bien ca|en plein ca)|exact|exactement|tout a fait|parfait|d'accord|bien sur|certainement|absolument|allez-y|vas-y|ca marche|ca me va|ca va|ca fait|tres bien|volontiers|s'il vous plait|please)\b/,
  deny: /^(?:(?:uh|um|oh|ah|well|ok|okay|so|sorry|euh|ben|bah|hum|yeah|alors|pardon|desole|desolee)[ ,.…]+)*(?:no|nope|nah|non|not really|not quite|neither|none|that's (?:not|wrong|incorrect)|that is (?:not|wrong)|wrong|incorrect|don't|do not|i said|i meant|pas (?:du tout|vraiment|ca)|pantoute|c'est pas|ce n'est pas|aucun|aucune|ni l'un|j'ai dit|je voulais dire|negative|negatif)\b/,
  greet: /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|allo|bonjour|bonsoir|salut|bon matin)\b/,
  thanks: /\b(?:thanks|thank you|thx|appreciate|appreciated|merci)\b/,
  bye: /\b(?:bye|goodbye|good bye|bye bye|see you|talk to you later|have a (?:good|great|nice|wonderful|lovely) (?:day|one|night|evening|weekend|time|afternoon)|au revoir|bonne (?:journee|soiree|fin de (?:semaine|journee)|nuit)|a bientot|a la prochaine|bye-bye|salut la|that's all|that is all|that will be all|that'll be all|that's it(?! is)|that'll be it|that will be it|that's everything|c'est tout|ce sera tout|ca sera tout|ca va etre tout|i'm (?:all )?(?:good|set|done)|we're (?:all )?(?:good|set|done)|(?:i |we )?(?:don't|do not) need (?:anything|any) (?:else|more)|nothing (?:else|more)|no more|rien d'autre|hang up|raccrocher|good night)\b/,
  done: /\b(?:that's all|that is all|that will be all|that'll be all|nothing (?:else|more)|no thanks|no thank you|no i'm (?:good|fine|ok|okay|all set)|non merci|c'est tout|ce sera tout|ca sera tout|ca va etre tout|rien d'autre|(?:don't|do not) need (?:anything|any) (?:else|more)|i'm (?:all )?(?:good|set|done))\b/,
  person:
    /\b(?:(?:speak|talk|chat|connect|transfer|put|pass|get|give|hand)(?: me)?(?: through| over| on)? ?(?:to|with|me)? ?(?:to |with )?(?:a|an|the|your|some|real|actual|live|another|my)? ?(?:real |actual |live |human |other )*(?:person|people|human|agent|operator|representative|rep|manager|supervisor|someone|somebody|receptionist|dispatcher|attendant|employee|staff)|(?:real|live|actual) (?:person|human|people)|(?:a|an) (?:human|operator|representative)(?: please)?|customer service|representative|(?:talk|talking|speak|speaking) to (?:a )?(?:bots?|machines?|robots?|computers?|virtual)|(?:with|to) a machine|i don't want to talk to you|parler (?:a|avec) (?:quelqu'un|un (?:humain|agent|prepose|representant|vrai|employe|responsable|gerant|etre)|une (?:personne|vraie|preposee|employee)|la (?:receptionniste|reception|patronne|personne)|le (?:patron|gerant|responsable))|(?:un|une) (?:vrai|vraie) (?:personne|humain|monde)|du vrai monde|un humain|passez-moi|transferez-moi|transferer|service a la clientele|quelqu'un d'autre|un prepose)\b/,
  repeat:
    /\b(?:(?:can|could|would) you (?:please )?(?:repeat|say (?:that|it)|come again)|say (?:that|it) again|repeat (?:that|please|the)|repeat$|pardon me\??$|come again|what did you say|what was that|i (?:didn't|did not|couldn't) (?:hear|catch|get|understand)|i don't understand|sorry\?|pardon\?$|huh\?|what\?$|^what$|^pardon$|^sorry$|repetez|repeter|redire|redites|vous dites|qu'est-ce que vous avez dit|j'ai pas (?:compris|entendu)|je n'ai pas (?:compris|entendu)|je comprends pas|je ne comprends pas|^quoi\??$|^hein\??$)/,
  wait: /\b(?:(?:one|1|a|just a|give me a|gimme a) (?:sec|second|2nd|moment|minute|min)\b(?! ride)|hold on|hang on|wait a|let me (?:check|see|think|look)|bear with me|un (?:instant|moment|petit instant)|1? ?une (?:seconde|minute)|1 (?:seconde|minute)|attendez|attends|laissez-moi|laisse-moi|bougez pas|patientez|je (?:verifie|regarde))\b/,
  book: /\b(?:book|booking|reserve|reservation|schedule|appointment|arrange|i (?:need|want|would like)|i'd like|i'd love|looking for|get me|send (?:me|someone|a)|call me|make (?:a|an) (?:booking|reservation|appointment)|reserver|reservation|rendez-vous|rdv|prendre rendez|j'ai besoin|j'aurais besoin|je voudrais|j'aimerais|je veux|il me faut|il me faudrait|ca me prendrait|ca me prend|envoyer|envoyez|(?:it's|this is|it is) for my (?:mother|mom|mum|father|dad|wife|husband|son|daughter|boss|friend|grandmother|grandfather|grandma|client|guest)|c'est pour (?:ma|mon) (?:mere|pere|femme|mari|blonde|chum|fils|fille|boss|patron|ami|amie|grand-mere|grand-pere|client|cliente|conjointe?))\b/,
  reschedule:
    /\b(?:reschedule|re-schedule|(?:move|change|push|bump|switch|modify|update|postpone|delay)\b[^.?!]{0,25}\b(?:my|the|our|an existing|existing)\b[^.?!]{0,12}\b(?:booking|appointment|reservation|ride|visit|pickup time|cab|taxi)|(?:postpone|delay)|(?:move|push|bump) (?:it|that)|(?:deplacer|changer|modifier|reporter|remettre|repousser|devancer)\b[^.?!]{0,25}\b(?:mon|ma|le|la|notre)\b[^.?!]{0,12}\b(?:reservation|rendez-vous|rdv|course|visite|taxi)|(?:deplacer|reporter|repousser|devancer))\b/,
  cancel:
    /\b(?:cancel(?:l?ing)?|(?:want|need|like|have|get) (?:it|that|this|my [a-z]+|the [a-z]+) cancell?ed|a cancellation please|call off|annule[rz]?|annulation|decommander)\b/,
  quit: /\b(?:never ?mind|leave it(?: as (?:it )?is)?$|keep (?:it|the (?:old|original)[a-z ]*)(?: as (?:it )?is)?$|laisse[rz]? ca comme ca|gardez[- ]l[ea]|nevermind|forget (?:it|that|about it)|(?:don't|do not|won't|will not|no longer) (?:need|want|require|be needing) (?:(?:a|an|the|this|that|my) )?(?:ride|cab|taxi|car|it|one|appointment|booking|reservation|trip)s? (?:anymore|any more|any longer)|(?:don't|do not|won't|will not|no longer) (?:need|require|be needing) (?:it\b|(?:the|this|that|my) (?:ride|cab|taxi|car|one|appointment|booking|reservation|trip))|no longer (?:need|want|require) (?:it\b|(?:a|an|the|this|that|my) (?:ride|cab|taxi|car|appointment|booking))|changed my mind[^.?!]*(?:don't|won't|no longer)|laisse[rz]? (?:faire|tomber)|oublie[z]? ca|plus besoin|j'en veux plus|je n'en veux plus)\b/,
  message:
    /\b(?:(?:leave|take|pass(?: on| along)?|give) (?:a|the|him|her|them|my) ?(?:a )?message|call me back|return my call|have (?:someone|somebody|him|her|them) call|(?:laisser|prendre|transmettre|passer) (?:un|le) message|(?:me )?rappele[rz]|un message)\b/,
  emergency:
    /\b(?:smell(?:s|ing)?(?: of| like)? gas|gas (?:smell|leak|odou?r)|leaking gas|carbon monoxide|co (?:alarm|detector)|(?:house|it|furnace|something|there|kitchen|basement|wall)(?:'s| is| are)? (?:is )?(?:on fire|burning|a fire|in flames)|(?:can't|cannot|can not|trouble|difficulty|hard time|unable to) breath(?:e|ing)|chest pain|heart attack|having a stroke|unconscious|not breathing|bleeding (?:a lot|badly|heavily|out)|overdose|suicid\w*|kill myself|hurt myself|electrocuted|being attacked|call 911|ambulance now|odeur de gaz|sens? le gaz|sent le gaz|fuite de gaz|monoxyde|(?:est|y a|il y a) (?:en |le |un )?feu|en feu|au feu|(?:peux|peut|arrive|capable)(?: pas| plus)?(?: a| de)? (?:plus |pas )?respirer|mal a respirer|(?:douleur|mal) (?:a|dans) la poitrine|crise cardiaque|inconscient|saigne beaucoup|me suicider)\b/,
  // Nobody's life, but no waiting either: water, no heat for who cannot bear it.
  urgent:
    /\b(?:(?:is|are|was|getting|being|it's|we're|totally|completely) flood(?:ing|ed)|flooding|(?:pipe|water heater|tank|hose)s? (?:has |have |just |is |are )*(?:burst\w*|broke|exploded)|burst pipes?|water (?:is )?(?:everywhere|all over|pouring|gushing|coming through|spraying)|sewage|sewer (?:is )?back(?:ing|ed)?|sparks?|sparking|burning smell|smells? (?:like )?(?:burning|smoke)|(?:no|without|lost) (?:heat|heating|hot water|power)\b[^.?!]{0,80}\b(?:baby|babies|newborn|infant|elderly|grandm\w+|grandf\w+|\d\d[- ]year|sick|oxygen)|(?:baby|babies|newborn|infant|elderly|oxygen)\b[^.?!]{0,80}\b(?:no|without) (?:heat|heating|power)|inondation|inonde\w*|(?:tuyau|conduite|chauffe-eau|reservoir)\b[^.?!]{0,20}\b(?:peter?|pete|eclate\w*|brise|perce|creve)|eau (?:coule |est |y a )?(?:partout|plein)|degat d'eau|refoulement|ca (?:sent|pue) le brule|etincelles?|(?:pas|plus) de (?:chauffage|chaleur|courant|electricite)\b[^.?!]{0,80}\b(?:bebe|nouveau-ne|personne agee|grand-?mere|grand-?pere|malade|ans)|(?:bebe|nouveau-ne|personne agee)\b[^.?!]{0,80}\b(?:pas|plus) de (?:chauffage|chaleur|courant))\b/,
  // Another machine on the line: a greeting that asks for a message, a menu, an assistant like us.
  machine:
    /\b(?:(?:reached|leave|after|at) the (?:voice ?mail|tone|beep)|voice ?mail (?:of|box)|(?:leave|record) (?:your|a) (?:name|message)[^.?!]{0,40}(?:tone|beep)|(?:not available|unavailable|can't come) (?:to (?:take|answer)|right now to)[^.?!]{0,30}|(?:please )?press (?:1|2|star|pound|zero|0|any key)|for (?:english|service in english),? (?:press|say)|your call is important to us|all (?:of )?our (?:agents|representatives|lines) are|please (?:stay|remain) on the line|i'?m (?:a|an|the) (?:virtual|automated|ai) (?:assistant|agent|attendant|receptionist)|i am (?:a|an|the) (?:virtual|automated|ai) (?:assistant|agent|attendant|receptionist)|boite vocale|apres (?:le bip|la tonalite|le timbre)|(?:faites|appuyez sur) le (?:1|2|un|deux)|pour (?:le service en )?(?:anglais|francais),? (?:faites|appuyez)|votre appel est important|tous nos (?:agents|preposes)|je suis (?:un|une|l'|le|la) ?(?:assistante?|agente?) (?:virtuel|automatise)\w*)\b/,
  anger:
    /\b(?:ridiculous|unacceptable|frustrat\w+|terrible|horrible|awful|useless|stupid|idiot|damn|hell|shit|fuck\w*|bullshit|worst|angry|furious|pissed|fed up|sick of|waste of (?:my )?time|not working at all|not leading anywhere|what is wrong with you|are you (?:deaf|kidding|serious)|i (?:already|just) (?:told|said)|how many times|inacceptable|ridicule|frustrant|epouvantable|imbecile|merde|tabarnak|calisse|crisse|ostie|niaiseux|ecoeure|furieux|fache|en colere|je viens de (?:le dire|vous le dire)|combien de fois|vous (?:m'ecoutez|comprenez) (?:pas|rien)|perte de temps)\b/,
  unsure:
    /\b(?:i don't know|i do not know|dunno|not sure|no idea|i'm unsure|haven't decided|je (?:ne )?sais pas|chais pas|j'sais pas|aucune idee|pas sur|pas certain|pas decide)\b/,
  correct:
    /\b(?:actually|instead|rather|i meant|i said|correction|my mistake|make (?:it|that)|change|changed|switch|no wait|wait no|scratch that|strike that|not .{1,25}, ?(?:but )?|plutot|en fait|finalement|je voulais dire|j'ai dit|changez|changer|changeons|modifier|corriger|au lieu)\b/,
  asap: /\b(?:as soon as (?:possible|you can|u can)|as early as possible|asap|a\.s\.a\.p|right away|right now(?!,? (?:i'm|i am|we))|immediately|straight away|at once|soonest|(?:the )?(?:earliest|next available|1st available|first available|soonest)(?: time| one| slot| appointment| opening)?(?: possible| available| you have)?|urgently|in a hurry|(?:need (?:it|one|a ride|a cab|a taxi)|leave|leaving|go|pick(?:ed)? (?:me )?up|do it|a ride|a cab|a taxi) now|^(?:um |uh |well )?now(?: please)?\W*$|des que possible|le plus (?:tot|vite|rapidement) possible|au plus (?:vite|tot|sacrant)|tout de suite|maintenant|immediatement|le plus vite|le plus tot|la plus tot|des maintenant|la la|en urgence|d'urgence|sur-le-champ)/,
  any: /\b(?:any ?(?:time|one|day|thing)? (?:is|works|of (?:them|those)|will do|would)|any of (?:them|those|these)|either(?: one| is| works)?|whenever|anytime|any time|any day|whatever|doesn't matter|does not matter|don't care|no preference|you (?:choose|pick)|up to you|whichever|n'importe (?:quand|lequel|laquelle|quel)|peu importe|comme vous voulez|l'un ou l'autre|ca m'est egal|pas de preference|a votre choix)\b/,
  another:
    /\b(?:another|a second|one more|1 more|return|round ?trip|way back|come back|also (?:need|want|like)|un autre|une autre|1 autre|le retour|aller-retour|une deuxieme|un deuxieme)\b/,
  same: /\b(?:same (?:number|phone|name|place|address|spot|location|time|day)|the same|meme (?:numero|nom|place|adresse|endroit|heure|jour)|le meme|la meme|this number|ce numero|the (?:number|one) i'm calling|the number you (?:have|see)|celui(?:-ci| d'ou)|mon numero|my (?:caller id|cell|current number))\b/,
};

/** Every act found in the words, in either language. */
export function actsOf(words: string): Set<CallerAct> {
  const low = plainOf(words)
    .replace(/[“”"*_]/g, " ")
    .replace(/\bone\b/g, "1")
    .replace(/\s+/g, " ")
    .trim();
  const found = new Set<CallerAct>();
  for (const act of Object.keys(acts) as CallerAct[]) if (acts[act].test(low)) found.add(act);
  if (/\bno (?:problem|worries)\b|\bpas de (?:probleme|trouble)\b|\bnot a problem\b/.test(low)) found.delete("deny");
  if (/\bcancel(?:l?ation)? (?:policy|fee)|\b(?:frais|politique) d'annulation\b/.test(low)) found.delete("cancel");
  if (
    found.has("affirm") &&
    /^(?:ok|okay|yes|yeah|right|well|so|sure|oui|bon)\b[ ,.…]*(?:so|well|but|mais|alors)?[ ,.…]*(?:no|nope|non|not|actually no|en fait non)\b/.test(low)
  ) {
    found.delete("affirm");
    found.add("deny");
  }
  return found;
}
