import { describe, expect, it } from "vitest";
import { claimsDone } from "../../../src/brains/model/claims.ts";
import { speakable } from "../../../src/brains/model/speakable.ts";

describe("claims that only the ledger may make", () => {
  it.each([
    "Your ride is booked.",
    "You're all set!",
    "Great, I've booked your appointment for Tuesday at nine.",
    "Perfect! Your appointment has been confirmed.",
    "Booked!",
    "Done.",
    "Your confirmation code is K7F2.",
    "I have successfully scheduled the visit.",
    "Your booking is now cancelled.",
    "Your ride has been rescheduled to four.",
    "Votre course est réservée.",
    "C'est confirmé!",
    "J'ai réservé votre rendez-vous pour mardi.",
    "Votre rendez-vous a été annulé.",
    "Parfait, c'est fait.",
    "Votre code de confirmation est K7F2.",
  ])("%s", (sentence) => expect(claimsDone(sentence)).toBe(true));

  it.each([
    "Shall I book it?",
    "Would you like me to confirm that?",
    "I can book a ride for you.",
    "Once it is booked you will get a code.",
    "It isn't booked yet.",
    "That time is already taken, but four o'clock is free.",
    "What name should I put it under?",
    "Let me get that booked for you.",
    "Voulez-vous que je réserve?",
    "Ce n'est pas encore réservé.",
    "Je peux réserver une course pour vous.",
    "Une fois réservée, vous recevrez un code.",
    "À quelle heure voulez-vous partir?",
    "Je note deux passagers.",
  ])("not: %s", (sentence) => expect(claimsDone(sentence)).toBe(false));
});

describe("what a voice can say", () => {
  it.each([
    ["**Great!** See *this* `now`.", "Great! See this now."],
    ["- first thing", "first thing"],
    ["## Hours", "Hours"],
    ["Sure 😊👍🏽!", "Sure !"],
    ["See [our site](https://example.com).", "See our site."],
    ["Apartment #5, 3 * 4", "Apartment #5, 3 * 4"],
    ["❤️", ""],
    ["***", ""],
    ["Ça coûte 5 $, d'accord ?", "Ça coûte 5 $, d'accord ?"],
  ])("%s", (text, expected) => expect(speakable(text)).toBe(expected));
});
