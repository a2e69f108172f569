import type { Faq } from "./faq.ts";

/** What Demo HVAC answers. */
export const hvacKnowledge: readonly Faq[] = [
  {
    en: [
      "How much does a service call cost, to look at a furnace or a heat pump?",
      "A visit is ninety-five dollars, parts not included. The technician tells you the full price before any work starts.",
    ],
    fr: [
      "Combien coûte un appel de service pour une fournaise ou une thermopompe?",
      "La visite est à 95 dollars, pièces en sus. Le technicien vous donne le prix complet avant de commencer.",
    ],
  },
  {
    en: [
      "What are your opening hours?",
      "Our technicians work Monday to Friday from 8 in the morning to 6 in the evening, and Saturday from 9 to 3. We are closed on Sunday and on holidays, except for emergencies.",
    ],
    fr: [
      "Quelles sont vos heures d'ouverture?",
      "Nos techniciens travaillent du lundi au vendredi de 8 heures à 18 heures, et le samedi de 9 heures à 15 heures. Nous sommes fermés le dimanche et les jours fériés, sauf pour les urgences.",
    ],
  },
  {
    en: ["Which areas do you serve?", "We serve the island of Montréal, Laval, Longueuil and the near South Shore, up to about 40 kilometres from downtown."],
    fr: [
      "Quels secteurs desservez-vous?",
      "Nous desservons l'île de Montréal, Laval, Longueuil et la proche Rive-Sud, jusqu'à environ 40 kilomètres du centre-ville.",
    ],
  },
  {
    en: ["How can I pay?", "You can pay by credit card, debit, Interac transfer or cheque once the work is done. We do not take card numbers over the phone."],
    fr: [
      "Comment puis-je payer?",
      "Vous pouvez payer par carte de crédit, débit, virement Interac ou chèque une fois le travail fait. Nous ne prenons pas de numéro de carte au téléphone.",
    ],
  },
  {
    en: ["Is the repair under warranty?", "Our work is guaranteed for one year, and parts carry the manufacturer's warranty, usually five to ten years."],
    fr: ["La réparation est-elle garantie?", "Notre travail est garanti un an, et les pièces ont la garantie du fabricant, en général de cinq à dix ans."],
  },
  {
    en: [
      "Do you handle emergencies?",
      "Yes. If you have no heat in winter, tell me and we will send the first free technician, day or night. If you smell gas, leave the house first and call 911.",
    ],
    fr: [
      "Prenez-vous les urgences?",
      "Oui. Si vous n'avez plus de chauffage en hiver, dites-le-moi et nous envoyons le premier technicien libre, jour et nuit. Si ça sent le gaz, sortez d'abord de la maison et appelez le 911.",
    ],
  },
  {
    en: [
      "Which brands do you repair?",
      "We repair all the common brands of furnaces, heat pumps, boilers and air conditioners: Carrier, Lennox, Trane, Daikin, Mitsubishi and others.",
    ],
    fr: [
      "Quelles marques réparez-vous?",
      "Nous réparons toutes les marques courantes de fournaises, thermopompes, chaudières et climatiseurs: Carrier, Lennox, Trane, Daikin, Mitsubishi et d'autres.",
    ],
  },
  {
    en: [
      "Do you do yearly maintenance?",
      "Yes. A yearly tune-up of a furnace or heat pump is 159 dollars and takes about an hour. Autumn is the best time for it.",
    ],
    fr: [
      "Faites-vous l'entretien annuel?",
      "Oui. L'entretien annuel d'une fournaise ou d'une thermopompe coûte 159 dollars et prend environ une heure. L'automne est le meilleur moment.",
    ],
  },
  {
    en: [
      "Do you give free estimates for a new system?",
      "Yes, the estimate for a new heating or cooling system is free. An adviser visits you and sends a written quote within two days.",
    ],
    fr: [
      "Faites-vous des soumissions gratuites pour un nouveau système?",
      "Oui, la soumission pour un nouveau système de chauffage ou de climatisation est gratuite. Un conseiller passe chez vous et envoie une soumission écrite en deux jours.",
    ],
  },
  {
    en: ["How long does a repair visit take?", "Plan an hour and a half for a repair. The technician calls you half an hour before arriving."],
    fr: [
      "Combien de temps dure une visite de réparation?",
      "Prévoyez une heure et demie pour une réparation. Le technicien vous appelle une demi-heure avant d'arriver.",
    ],
  },
  {
    en: [
      "Are your technicians licensed and insured?",
      "Yes, all our technicians hold their licence from the Régie du bâtiment, and we carry two million dollars of liability insurance.",
    ],
    fr: [
      "Vos techniciens sont-ils certifiés et assurés?",
      "Oui, tous nos techniciens ont leur licence de la Régie du bâtiment, et nous avons une assurance responsabilité de deux millions de dollars.",
    ],
  },
  {
    en: [
      "What if I need to cancel or move my visit?",
      "You can cancel or move a visit free of charge until two hours before. Just call back with your confirmation code.",
    ],
    fr: [
      "Et si je dois annuler ou déplacer ma visite?",
      "Vous pouvez annuler ou déplacer une visite sans frais jusqu'à deux heures avant. Rappelez simplement avec votre code de confirmation.",
    ],
  },
  {
    en: [
      "Are there rebates for heat pumps?",
      "Yes, Hydro-Québec and the province offer rebates on efficient heat pumps. Our adviser fills in the forms with you.",
    ],
    fr: [
      "Y a-t-il des subventions pour les thermopompes?",
      "Oui, Hydro-Québec et la province offrent des subventions pour les thermopompes efficaces. Notre conseiller remplit les formulaires avec vous.",
    ],
  },
  {
    en: [
      "Do I have to worry about my pets when the technician comes?",
      "Please keep dogs and cats in a closed room during the visit, so that nobody slips out and the technician can work.",
    ],
    fr: [
      "Que faire de mes animaux quand le technicien vient?",
      "Gardez s'il vous plaît chiens et chats dans une pièce fermée pendant la visite, pour que personne ne se sauve et que le technicien puisse travailler.",
    ],
  },
];
