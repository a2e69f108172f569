import { setOf } from "../dialogue/row.ts";

type Manifold = { text: string; intents: string[] };
type Single = { text: string; intent: string };
export type Labelled = { text: string; labels: string[] };

/** Which of our intents a text of an open set has, where its own labels tell; only sets that may be learnt from and passed on (CC-BY). */
export function messageIntents(dataDir: string, split: string): Labelled[] {
  const bench = { dataDir };
  const many = ["nlupp-hotels", "nlupp-banking"]
    .flatMap((name) => setOf<Manifold>(bench, split, name) ?? [])
    .flatMap(({ text, intents }) => labelled(text, ofMany(intents)));
  const one = (setOf<Single>(bench, split, "clinc150") ?? []).flatMap(({ text, intent }) => labelled(text, ofOne[intent]));
  return [...many, ...one];
}

const labelled = (text: string, label: string | undefined): Labelled[] => (label === undefined ? [] : [{ text, labels: [label] }]);

function ofMany(intents: readonly string[]): string | undefined {
  const has = (...names: string[]): boolean => names.some((name) => intents.includes(name));
  if (has("handoff")) return "handoff";
  if (has("cancel_close_leave_freeze")) return "cancellation";
  if (has("wrong_notworking_notshowing", "lost_stolen", "refund")) return "support";
  if (has("change") && has("booking", "appointment")) return "reschedule";
  if (has("request_info", "how_much", "when", "why", "how", "how_long", "limits")) return "question";
  if (has("make_open_apply_setup_get_activate") && has("booking", "appointment", "restaurant", "spa")) return "booking";
  if (has("make_open_apply_setup_get_activate") && has("card", "account", "loan", "mortgage", "savings")) return "purchase";
  if (intents.length > 0 && intents.every((name) => ["greet"].includes(name))) return "greeting";
  if (intents.length > 0 && intents.every((name) => ["thank", "end_call"].includes(name))) return "goodbye";
  return undefined;
}

const ofOne: Readonly<Record<string, string>> = {
  cancel_reservation: "cancellation",
  restaurant_reservation: "booking",
  book_flight: "booking",
  book_hotel: "booking",
  schedule_meeting: "booking",
  car_rental: "booking",
  uber: "booking",
  schedule_maintenance: "booking",
  greeting: "greeting",
  goodbye: "goodbye",
  thank_you: "goodbye",
  order_checks: "purchase",
  order: "purchase",
  new_card: "purchase",
  report_lost_card: "support",
  report_fraud: "support",
  damaged_card: "support",
  card_declined: "support",
  lost_luggage: "support",
  account_blocked: "support",
  jump_start: "support",
  how_busy: "question",
  restaurant_reviews: "question",
  accept_reservations: "question",
  exchange_rate: "question",
  travel_alert: "question",
  oil_change_how: "question",
  international_fees: "question",
  carry_on: "question",
  interest_rate: "question",
  are_you_a_bot: "question",
  oos: "general",
  tell_joke: "general",
  fun_fact: "general",
  roll_dice: "general",
  text: "general",
  spelling: "general",
  play_music: "general",
};
