import { describe, expect, it } from "vitest";
import { destination } from "../../src/lib/destination.ts";
import { languageOf } from "../../src/lib/language-of.ts";

describe("where a machine may call", () => {
  it.each([
    ["+1 514 555-0111", ["CA"], { is: "allowed", number: "+15145550111", country: "CA" }],
    ["+1 (212) 736-5000", ["CA", "US"], { is: "allowed", number: "+12127365000", country: "US" }],
    ["+18002255288", ["CA", "US"], { is: "allowed" }],
    ["+12127365000", ["CA"], { is: "refused", why: "country" }],
    ["+18765551234", ["CA", "US"], { is: "refused" }], // Jamaica dials like home and is not
    ["+19005551234", ["CA", "US"], { is: "refused" }],
    ["911", ["CA"], { is: "refused", why: "emergency" }],
    ["+1911", ["CA"], { is: "refused", why: "emergency" }],
    ["112", ["CA"], { is: "refused", why: "emergency" }],
    ["+881612345678", ["CA", "US"], { is: "refused" }], // satellite
    ["+88213300655", ["CA", "US"], { is: "refused" }],
    ["5145550111", ["CA"], { is: "refused", why: "not_a_number" }],
    ["call me", ["CA"], { is: "refused", why: "not_a_number" }],
  ])("%s to %j", (text, countries, expected) => expect(destination(text, countries)).toMatchObject(expected));
});

describe("the language of a sentence", () => {
  it.each([
    ["I'd like a ride to the airport", "fr", "en"],
    ["Bonjour, j'aimerais réserver une course", "en", "fr"],
    ["C'est à quelle heure?", "en", "fr"],
    ["12", "fr", "fr"],
    ["Marie Tremblay", "en", "en"],
    ["ok", "fr", "fr"],
  ] as const)("%s", (text, otherwise, expected) => expect(languageOf(text, otherwise)).toBe(expected));
});
