import type { Spoken } from "../call/agent.ts";

/** What a figure is counted in: it decides how a page writes it. A share is between 0 and 1. */
export type Unit = "count" | "share" | "ms" | "cents" | "minutes" | "stars";

export type Metric = Readonly<{
  unit: Unit;
  label: Spoken;
  /** How it is counted, in words that can be checked against the calls. */
  formula: Spoken;
  /** Whether more of it is good news, bad news, or neither. */
  more: "good" | "bad" | "neither";
}>;

const metric = (unit: Unit, more: Metric["more"], en: string, fr: string, formulaEn: string, formulaFr: string): Metric => ({
  unit,
  more,
  label: { en, fr },
  formula: { en: formulaEn, fr: formulaFr },
});

/**
 * Every figure there is: the API names them, the pages show them, and docs/reference/metrics.md explains them, from this one list.
 * A call counts once it has ended, on the day it was opened, in the business's own time zone.
 */
export const metrics = {
  calls: metric("count", "good", "Calls", "Appels", "Calls that have ended", "Appels terminés"),
  inbound: metric("count", "neither", "Incoming", "Entrants", "Calls that came in", "Appels reçus"),
  outbound: metric("count", "neither", "Outgoing", "Sortants", "Calls − incoming", "Appels − entrants"),
  answered: metric("count", "good", "Answered", "Répondus", "Calls in which somebody was connected", "Appels où la communication a été établie"),
  answeredShare: metric("share", "good", "Answer rate", "Taux de réponse", "Answered ÷ calls", "Répondus ÷ appels"),
  aiHandled: metric(
    "count",
    "good",
    "Handled by the AI",
    "Menés par l'IA",
    "Answered calls that no person took over and that were not put through",
    "Appels répondus qu'aucune personne n'a repris et qui n'ont pas été transférés",
  ),
  aiHandledShare: metric("share", "good", "Share of the AI", "Part menée par l'IA", "Handled by the AI ÷ answered", "Menés par l'IA ÷ répondus"),
  booked: metric("count", "good", "Ended in a booking", "Avec réservation", "Calls with the outcome booked", "Appels dont l'issue est une réservation"),
  bookedShare: metric("share", "good", "Booking rate", "Taux de réservation", "Ended in a booking ÷ answered", "Avec réservation ÷ répondus"),
  onlyAnswered: metric(
    "count",
    "neither",
    "Questions answered",
    "Questions répondues",
    "Calls with the outcome answered",
    "Appels dont l'issue est une réponse",
  ),
  messagesTaken: metric("count", "neither", "Messages taken", "Messages pris", "Calls with the outcome message_taken", "Appels dont l'issue est un message"),
  transferred: metric("count", "neither", "Put through", "Transférés", "Calls with the outcome transferred", "Appels transférés à une personne"),
  missed: metric("count", "bad", "Missed", "Manqués", "Calls with the outcome missed or abandoned", "Appels manqués ou abandonnés"),
  rescued: metric(
    "count",
    "good",
    "Rescued",
    "Rattrapés",
    "Calls that ended well with somebody whose call before, within 24 hours, was missed",
    "Appels réussis avec quelqu'un dont l'appel précédent, dans les 24 heures, était manqué",
  ),
  voicemail: metric("count", "neither", "Voicemail", "Boîte vocale", "Calls that reached a machine", "Appels tombés sur une boîte vocale"),
  failed: metric("count", "bad", "Failed", "Échoués", "Calls with the outcome failed", "Appels échoués"),
  talkMs: metric("ms", "neither", "Time on the phone", "Temps de conversation", "Sum of the time from answer to end", "Somme du temps entre réponse et fin"),
  averageDurationMs: metric("ms", "neither", "Average length", "Durée moyenne", "Time on the phone ÷ answered", "Temps de conversation ÷ répondus"),
  p95DurationMs: metric(
    "ms",
    "neither",
    "Length, 95 % within",
    "Durée, 95 % en deçà",
    "95th percentile of the length of answered calls, within 4.5 %",
    "95e centile de la durée des appels répondus, à 4,5 % près",
  ),
  replyP50Ms: metric(
    "ms",
    "bad",
    "Reply delay, half within",
    "Délai de réponse, médiane",
    "Median time from the caller's last words to our first, within 4.5 %; fillers do not count",
    "Temps médian entre les derniers mots de l'appelant et nos premiers, à 4,5 % près; les mots d'attente ne comptent pas",
  ),
  replyP95Ms: metric("ms", "bad", "Reply delay, 95 % within", "Délai de réponse, 95 %", "95th percentile of the same", "95e centile du même temps"),
  billedMinutes: metric(
    "minutes",
    "neither",
    "Billed minutes",
    "Minutes facturées",
    "Seconds billed by the business's rule ÷ 60",
    "Secondes facturées selon la règle de l'entreprise ÷ 60",
  ),
  providerCostCents: metric(
    "cents",
    "bad",
    "Carrier cost",
    "Coût de l'opérateur",
    "What carriers and providers charged for the calls",
    "Ce que les opérateurs et fournisseurs ont facturé pour les appels",
  ),
  ownCostCents: metric(
    "cents",
    "bad",
    "Model and speech cost",
    "Coût des modèles et de la voix",
    "Tokens and speech at the configured prices",
    "Jetons et voix aux prix configurés",
  ),
  costPerCallCents: metric(
    "cents",
    "bad",
    "Cost of a call",
    "Coût par appel",
    "(Carrier + model and speech cost) ÷ calls",
    "(Coût de l'opérateur + des modèles et de la voix) ÷ appels",
  ),
  positive: metric("count", "good", "In a good mood", "De bonne humeur", "Calls whose sentiment is positive", "Appels au sentiment positif"),
  neutral: metric("count", "neither", "Neutral", "Neutres", "Calls whose sentiment is neutral", "Appels au sentiment neutre"),
  negative: metric("count", "bad", "In a bad mood", "De mauvaise humeur", "Calls whose sentiment is negative", "Appels au sentiment négatif"),
  urgent: metric("count", "bad", "Urgent", "Urgents", "Calls whose sentiment is urgent", "Appels urgents"),
  satisfaction: metric("stars", "good", "Satisfaction", "Satisfaction", "Mean of the ratings given, 1 to 5", "Moyenne des notes données, de 1 à 5"),
  messages: metric("count", "neither", "Messages", "Messages échangés", "What callers said and we replied", "Ce que les appelants ont dit et nos réponses"),
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];
/** A figure is null where there is nothing to count it from: a share of no calls, a percentile of no replies. */
export type Figures = Record<MetricName, number | null>;
