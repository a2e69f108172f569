import type { Faq } from "./faq.ts";

/** What Demo Rides answers. */
export const ridesKnowledge: readonly Faq[] = [
  {
    en: [
      "How much is a ride?",
      "It is metered: four dollars and ten cents to start, then a little over two dollars a kilometre. Booking ahead costs nothing more.",
    ],
    fr: [
      "Combien coûte une course?",
      "C'est au taximètre: 4 dollars 10 au départ, puis un peu plus de 2 dollars du kilomètre. Réserver d'avance ne coûte rien de plus.",
    ],
  },
  {
    en: ["What is the fare to the airport?", "Between downtown and Montréal-Trudeau airport the fare is a flat 55 dollars, luggage included."],
    fr: ["Quel est le tarif pour l'aéroport?", "Entre le centre-ville et l'aéroport Montréal-Trudeau, le tarif est fixe: 55 dollars, bagages compris."],
  },
  {
    en: ["When are you open?", "We drive every day of the year, around the clock, and you can book at any hour."],
    fr: ["Quelles sont vos heures d'ouverture?", "Nous roulons tous les jours de l'année, jour et nuit, et vous pouvez réserver à toute heure."],
  },
  {
    en: [
      "Which areas do you drive in?",
      "We pick up anywhere in Greater Montréal: the island, Laval, Longueuil and the South Shore. We can take you anywhere in Québec or Ontario.",
    ],
    fr: [
      "Quels secteurs desservez-vous?",
      "Nous venons vous chercher partout dans le Grand Montréal: l'île, Laval, Longueuil et la Rive-Sud. Nous vous conduisons n'importe où au Québec ou en Ontario.",
    ],
  },
  {
    en: ["How can I pay for my ride?", "You pay the driver at the end of the ride, by card, phone or cash. A receipt comes by e-mail if you like."],
    fr: [
      "Comment payer ma course?",
      "Vous payez le chauffeur à la fin de la course, par carte, par téléphone ou comptant. Un reçu arrive par courriel si vous le voulez.",
    ],
  },
  {
    en: [
      "Can I bring my dog or cat?",
      "Yes, pets are welcome at no extra charge. Small pets ride in a carrier, larger dogs on a blanket: tell us and the driver brings one.",
    ],
    fr: [
      "Puis-je amener mon chien ou mon chat?",
      "Oui, les animaux sont les bienvenus sans frais. Les petits voyagent dans une cage, les grands chiens sur une couverture: dites-le-nous et le chauffeur en apporte une.",
    ],
  },
  {
    en: ["Do you have child seats?", "Yes, we have baby seats and boosters, free of charge. Tell me when you book and the right seat will be in the car."],
    fr: [
      "Avez-vous des sièges d'enfant?",
      "Oui, nous avons des sièges de bébé et des sièges d'appoint, sans frais. Dites-le à la réservation et le bon siège sera dans l'auto.",
    ],
  },
  {
    en: ["Are your cars wheelchair accessible?", "Yes, we have two vans with a ramp for wheelchairs. Please book them at least two hours ahead."],
    fr: [
      "Avez-vous des véhicules accessibles en fauteuil roulant?",
      "Oui, nous avons deux fourgonnettes avec une rampe pour fauteuils roulants. Réservez-les au moins deux heures d'avance.",
    ],
  },
  {
    en: ["How many passengers fit in a car?", "A car takes up to four passengers and a van up to seven. For larger groups we send several cars."],
    fr: [
      "Combien de passagers entrent dans une voiture?",
      "Une voiture prend jusqu'à quatre passagers et une fourgonnette jusqu'à sept. Pour un plus grand groupe, nous envoyons plusieurs voitures.",
    ],
  },
  {
    en: ["How much luggage can I bring?", "Two large suitcases per passenger are free. For skis or bicycles, tell us and we send a van."],
    fr: [
      "Combien de bagages puis-je apporter?",
      "Deux grosses valises par passager sont gratuites. Pour des skis ou des vélos, dites-le et nous envoyons une fourgonnette.",
    ],
  },
  {
    en: ["Can I cancel or change my ride?", "Yes, free of charge until one hour before the pick-up. Call back with your confirmation code."],
    fr: ["Puis-je annuler ou changer ma course?", "Oui, sans frais jusqu'à une heure avant le départ. Rappelez avec votre code de confirmation."],
  },
  {
    en: ["What if my flight is late?", "We follow your flight. If it is delayed the driver waits, and the first 45 minutes of waiting are free."],
    fr: [
      "Que se passe-t-il si mon vol est en retard?",
      "Nous suivons votre vol. S'il a du retard, le chauffeur attend, et les 45 premières minutes d'attente sont gratuites.",
    ],
  },
  {
    en: ["I left something in the car, what do I do?", "Tell me what you lost and when you rode; we ask the driver and call you back the same day."],
    fr: [
      "J'ai oublié quelque chose dans l'auto, que faire?",
      "Dites-moi ce que vous avez perdu et quand vous avez voyagé; nous demandons au chauffeur et vous rappelons le jour même.",
    ],
  },
  {
    en: ["Do I need to tip the driver?", "Tips are never expected. If you were happy with the ride, the driver will be too."],
    fr: ["Faut-il laisser un pourboire?", "Le pourboire n'est jamais obligatoire. Si vous êtes content de la course, le chauffeur le sera aussi."],
  },
];
