import type { Faq } from "./faq.ts";

/** What Demo Care answers. */
export const careKnowledge: readonly Faq[] = [
  {
    en: ["How much does a visit cost?", "The visit is covered by your health card. Without one, a consultation is 150 dollars."],
    fr: ["Combien coûte une consultation?", "La visite est couverte par votre carte d'assurance maladie. Sans carte, la consultation coûte 150 dollars."],
  },
  {
    en: [
      "What are the clinic's opening hours?",
      "The clinic is open Monday to Friday from 8:30 to noon and from 1 to 5 in the afternoon. We are closed on weekends and holidays.",
    ],
    fr: [
      "Quelles sont les heures d'ouverture de la clinique?",
      "La clinique est ouverte du lundi au vendredi, de 8 h 30 à midi et de 13 heures à 17 heures. Nous sommes fermés la fin de semaine et les jours fériés.",
    ],
  },
  {
    en: ["Where is the clinic?", "We are at 5757 Decelles Avenue in Montréal, two minutes on foot from the Côte-des-Neiges metro station."],
    fr: ["Où est située la clinique?", "Nous sommes au 5757, avenue Decelles à Montréal, à deux minutes à pied du métro Côte-des-Neiges."],
  },
  {
    en: ["Is there parking?", "Yes, there is paid parking under the building, and two spaces for people with reduced mobility by the entrance."],
    fr: [
      "Y a-t-il un stationnement?",
      "Oui, il y a un stationnement payant sous l'immeuble, et deux places pour personnes à mobilité réduite près de l'entrée.",
    ],
  },
  {
    en: ["Are you accepting new patients?", "Yes, anyone may book a walk-in visit. For a family doctor you register with the provincial waiting list."],
    fr: [
      "Acceptez-vous de nouveaux patients?",
      "Oui, tout le monde peut réserver une consultation sans rendez-vous. Pour un médecin de famille, inscrivez-vous au guichet de la province.",
    ],
  },
  {
    en: ["What should I bring to my visit?", "Bring your health insurance card, the list of your medications and, if you have them, recent test results."],
    fr: [
      "Que dois-je apporter à mon rendez-vous?",
      "Apportez votre carte d'assurance maladie, la liste de vos médicaments et, si vous en avez, vos résultats récents.",
    ],
  },
  {
    en: ["Do you take private insurance?", "We give you a receipt that you can send to your private insurer or travel insurance."],
    fr: ["Acceptez-vous les assurances privées?", "Nous vous remettons un reçu que vous pouvez envoyer à votre assureur privé ou à votre assurance voyage."],
  },
  {
    en: ["How can I pay?", "At the front desk by debit, credit card or cash. We never take card numbers over the phone."],
    fr: ["Comment puis-je payer?", "À la réception par débit, carte de crédit ou comptant. Nous ne prenons jamais de numéro de carte au téléphone."],
  },
  {
    en: ["What if it is an emergency?", "If your life may be in danger, hang up and call 911 now. For health advice at any hour, call 811."],
    fr: [
      "Que faire en cas d'urgence?",
      "Si votre vie est peut-être en danger, raccrochez et appelez le 911 maintenant. Pour un conseil de santé à toute heure, appelez le 811.",
    ],
  },
  {
    en: ["Can I cancel or move my appointment?", "Yes, until four hours before, free of charge. After that a missed visit costs 30 dollars."],
    fr: ["Puis-je annuler ou déplacer mon rendez-vous?", "Oui, jusqu'à quatre heures avant, sans frais. Ensuite, une absence coûte 30 dollars."],
  },
  {
    en: ["Can I see a doctor for my child?", "Yes, we see children of all ages. A parent or guardian must be present under the age of 14."],
    fr: ["Puis-je consulter pour mon enfant?", "Oui, nous voyons les enfants de tout âge. Un parent ou tuteur doit être présent avant 14 ans."],
  },
  {
    en: ["How do I renew a prescription?", "Your pharmacist can often extend it. If not, book a visit and bring the bottle or the pharmacy's list."],
    fr: [
      "Comment renouveler une ordonnance?",
      "Votre pharmacien peut souvent la prolonger. Sinon, réservez une consultation et apportez le flacon ou la liste de la pharmacie.",
    ],
  },
  {
    en: [
      "How do I get my test results?",
      "Results are not given by phone. The clinic calls you if something needs attention, and they appear in your Carnet santé within a few days.",
    ],
    fr: [
      "Comment avoir mes résultats?",
      "Les résultats ne se donnent pas au téléphone. La clinique vous appelle s'il faut agir, et ils paraissent dans votre Carnet santé en quelques jours.",
    ],
  },
  {
    en: ["May I come with my guide dog?", "Yes, guide and assistance dogs are welcome. Other pets must stay at home."],
    fr: ["Puis-je venir avec mon chien guide?", "Oui, les chiens guides et d'assistance sont les bienvenus. Les autres animaux restent à la maison."],
  },
  {
    en: ["How long is a visit?", "Plan half an hour: about twenty minutes with the doctor, after a short wait."],
    fr: ["Combien de temps dure une consultation?", "Prévoyez une demi-heure: environ vingt minutes avec le médecin, après une courte attente."],
  },
];
