import { describe, expect, test } from "vitest";
import { consentTo } from "../../src/call/consent.ts";

const readBack = "A ride for 2 on Friday, November 27 at 5:30 PM, from 12 Main Street to Trudeau Airport. Is that right?";
const cancel = "You want to cancel your ride on Friday at 5 PM. Is that right?";
const annule = "Vous voulez annuler votre course de vendredi à 17 h. C'est bien ça?";

describe("a clear yes", () => {
  test.each([
    "yes",
    "Yes, please.",
    "yeah that's right",
    "Yep!",
    "correct, thank you",
    "that sounds good",
    "ok",
    "sure, go ahead",
    "yes Friday at 5:30 is right",
    "oui",
    "oui c'est ça",
    "ouais, c'est beau",
    "parfait merci",
    "d'accord, allez-y",
    "ben oui",
    "C'est bon.",
    "exactement",
    "yes that works for me",
    "mm-hmm",
    "uh yes",
    "yes, thats correct",
    "alright, that's fine with me",
    "Yes, I can make that",
  ])("%s", (words) => {
    expect(consentTo(readBack, words, "book")).toBe("yes");
  });
  test.each([
    ["yes cancel it", cancel],
    ["cancel it please", cancel],
    ["oui annulez", annule],
  ])("%s, to a read-back about cancelling", (words, about) => {
    expect(consentTo(about, words, "cancel")).toBe("yes");
  });
});

describe("never a yes", () => {
  test.each([
    "",
    "   ",
    "…",
    "uh",
    "hmm",
    "no",
    "nope",
    "non",
    "non merci",
    "okay so… no",
    "yes but at 6",
    "yes, and make it three people",
    "yeah at 6:45",
    "sure, if you have a bigger car",
    "right now",
    "I'm not sure",
    "oui mais à 18 h",
    "oui, plutôt samedi",
    "pantoute",
    "c'est pas ça",
    "wait",
    "how much is it?",
    "is that right?",
    "yes? what time again?",
    "not right",
    "yes to the train station",
    "ok one second",
    "cancel that",
    "no no no",
    "peut-être",
    "hello?",
    "d'accord pour samedi",
    "yes no",
    "it's for my mother",
  ])("%s", (words) => {
    expect(consentTo(readBack, words, "book")).not.toBe("yes");
  });
  test("silence is none, a plain no is no, a yes with a new value is mixed", () => {
    expect(consentTo(readBack, "", "book")).toBe("none");
    expect(consentTo(readBack, "no thanks", "book")).toBe("no");
    expect(consentTo(readBack, "yes but at 6", "book")).toBe("mixed");
    expect(consentTo(cancel, "no don't cancel", "cancel")).not.toBe("yes");
  });
  test("a word of the read-back is not what the read-back is about", () => {
    const visit = "Let me read that back: Visit, problem: they had to cancel last week, Friday at 5 PM. Shall I book it?";
    expect(consentTo(visit, "cancel", "book")).toBe("no");
    expect(consentTo(visit, "cancel it please", "book")).not.toBe("yes");
  });
  test.each(["yes at 6", "yes for 5", "yes, 5 PM", "oui, 4", "yes 5 1 4", "yes 五"])("a number is the same only as a whole: %s", (words) => {
    const visit = "Let me read that back: Visit, phone 5 1 4, 5 5 5, 0 1 6 6, Friday, November 27 at 5:30 PM. Shall I book it?";
    expect(consentTo(visit, words, "book")).toBe("mixed");
    expect(consentTo(visit, "yes, November 27 at 5:30", "book")).toBe("yes");
    expect(consentTo(visit, "yes 5:30 pm", "book")).toBe("yes");
  });
  test("an hour is the same however it is written", () => {
    const visite = "Je récapitule : Visite, vendredi 27 novembre à 14 h 30. Je confirme ?";
    expect(consentTo(visite, "oui, à 14h30", "book")).toBe("yes");
    expect(consentTo(visite, "oui, à 14 h", "book")).toBe("mixed");
  });
});
