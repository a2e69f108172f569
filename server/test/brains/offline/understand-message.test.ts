import { expect, it } from "vitest";
import { understandMessage } from "../../../src/brains/offline/understand-message.ts";

it.each([
  ["What are your opening hours?", "question", "neutral"],
  ["Quelles sont vos heures d'ouverture?", "question", "neutral"],
  ["I'd like to book a ride for tomorrow", "booking", "neutral"],
  ["je voudrais prendre rendez-vous", "booking", "neutral"],
  ["please cancel my appointment", "cancellation", "neutral"],
  ["j'aimerais annuler ma réservation", "cancellation", "neutral"],
  ["my furnace is broken and nobody called me back, this is unacceptable", "support", "negative"],
  ["I'd like to buy a new heat pump, can I get a quote", "purchase", "neutral"],
  ["You were wonderful, thank you so much!", "goodbye", "positive"],
  ["it smells of gas in here", "emergency", "urgent"],
  ["ça presse, c'est une urgence, ma cave est inondée", "general", "urgent"],
  ["let me talk to a manager", "handoff", "neutral"],
  ["the weather, you know", "general", "neutral"],
])("%s", (text, intent, sentiment) => {
  const understood = understandMessage(text);
  expect({ intent: understood.intent, sentiment: understood.sentiment }).toEqual({ intent, sentiment });
  expect(understood.confidence).toBeGreaterThan(0);
  expect(understood.confidence).toBeLessThanOrEqual(1);
  expect(understood.urgent).toBe(sentiment === "urgent");
});
