/**
 * What callers ask any business, in the words of both languages (folded: no accents). A concept is one word to the
 * search, so "how much is it" finds "Prices" and a French question finds an English answer when there is no other.
 */
export const concepts: Record<string, string> = {
  price: "price|cost|costs|fee|fees|rate|rates|fare|charge|charges|expensive|cheap|how much|prix|tarif|cout|coute|coutent|cher|combien|combien ca coute|frais",
  hours:
    "hours|open|opened|opening|close|closes|closing|closed|schedule|weekend|weekends|saturday|sunday|holiday|holidays|what time|business hours|office hours|heures|ouvert|ouverts|ouverte|ouvrez|ouverture|ferme|fermez|fermeture|" +
    "horaire|horaires|fin de semaine|samedi|dimanche|ferie|feries|quelle heure|jours feries",
  pay: "pay|paying|payment|payments|card|cards|credit|debit|cash|visa|mastercard|amex|interac|cheque|invoice|financing|payer|paye|paie|paiement|carte|cartes|comptant|argent|facture|financement|debit|credit card|carte de credit",
  area: "area|areas|zone|region|regions|cover|serve|service area|neighbourhood|neighborhood|laval|longueuil|south shore|secteur|secteurs|territoire|desservez|desservir|couvrez|quartier|rive sud|deplacez vous",
  pet: "pet|pets|dog|dogs|cat|cats|puppy|animal|animals|animaux|chien|chiens|chienne|chat|chats|chaton",
  child:
    "child|children|kid|kids|baby|toddler|infant|booster|son|daughter|car seat|baby seat|child seat|child seats|enfant|enfants|bebe|fils|fille|siege d enfant|siege enfant|siege d auto|siege de bebe",
  warranty: "warranty|warranties|guarantee|guaranteed|guarantees|garantie|garanties|garanti|garantissez",
  urgent: "emergency|emergencies|urgent|urgently|after hours|middle of the night|urgence|urgences|urgente|en pleine nuit",
  cancel: "cancel|cancelled|cancelling|cancellation|reschedule|move my|no show|annuler|annule|annulation|reporter|deplacer mon|deplacer ma|absence",
  where: "where|address|located|location|directions|adresse|situe|situes|trouve|emplacement|where are you|where is",
  parking: "parking|park|stationnement|stationner|garer|parc auto",
  insurance: "insurance|insured|insurer|coverage|ramq|medicare|health card|assurance|assurances|assure|assures|assureur|carte soleil|carte d assurance maladie",
  access:
    "wheelchair|wheelchairs|wheel chair|accessible|accessibility|walker|mobility|disability|disabled|fauteuil|fauteuil roulant|marchette|mobilite|mobilite reduite|accessibilite|handicap|handicape",
  luggage: "luggage|bag|bags|baggage|suitcase|suitcases|skis|bagage|bagages|valise|valises|coffre",
  quote: "estimate|estimates|quote|quotes|devis|soumission|soumissions|estimation|estime",
  duration: "how long|how much time|duration|combien de temps|duree|dure",
  airport: "airport|trudeau|yul|flight|plane|aeroport|vol|avion",
  languages: "english|french|bilingual|language|languages|anglais|francais|bilingue|langue|langues",
  tobring:
    "should i bring|what to bring|need to bring|have to bring|bring to my|bring with me|dois je apporter|faut il apporter|il faut apporter|faut apporter|quoi apporter|apporter quoi",
  tip: "tip|tips|gratuity|pourboire|pourboires",
  lost: "lost|left my|left something|left behind|forgot|found|perdu|oublie|retrouve|objet perdu|objets perdus|lost and found",
  car: "car|cars|taxi|cab|vehicle|vehicles|auto|autos|voiture|voitures|vehicule|vehicules",
  people: "people|passenger|passengers|persons|group|groups|passager|passagers|personnes|groupe|groupes",
  results: "results|result|test results|resultat|resultats",
  brand: "brand|brands|make|makes|model|models|marque|marques|modele|modeles",
  maintenance: "maintenance|tune up|checkup|inspection|cleaning|entretien|mise au point|nettoyage",
  prescription: "prescription|prescriptions|refill|renewal|ordonnance|ordonnances|renouvellement|renouveler",
  patient:
    "new patient|new patients|family doctor|accepting patients|register as a patient|nouveau patient|nouveaux patients|medecin de famille|nouvelle patiente",
  rebate: "rebate|rebates|subsidy|discount|discounts|rabais|subvention|subventions|remise|seniors|aines",
  privacy: "recorded|recording|record|privacy|enregistre|enregistrement|enregistrez|confidentialite|vie privee",
  robot: "robot|real person|human|are you a machine|artificial|ai|ia|intelligence artificielle|vraie personne|humain",
};
