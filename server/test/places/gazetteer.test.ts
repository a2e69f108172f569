import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gazetteer } from "../../src/places/gazetteer.ts";
import { landmarks } from "../../src/places/landmarks.ts";
import type { Near } from "../../src/places/places.ts";

const montreal: Near = { language: "en", country: "CA", city: "Montréal" };
const find = (text: string, near: Partial<Near> = {}) => gazetteer.find(text, { ...montreal, ...near });
const first = async (text: string, near: Partial<Near> = {}) => (await find(text, near))[0]?.address;

describe("addresses", () => {
  test.each([
    ["1280 sherbrooke west", "1280 Rue Sherbrooke Ouest, Montréal"],
    ["1280 rue sherbrook ouest, montreal", "1280 Rue Sherbrooke Ouest, Montréal"],
    ["500 st-laurent", "500 Boulevard Saint-Laurent, Montréal"],
    ["4520 avenue du parc appartement 3 montréal h2v4e3", "4520 Avenue du Parc, #3, Montréal H2V 4E3"],
    ["24 sussex drive, ottawa", "24 Sussex Drive, Ottawa"],
    ["100 king street west in toronto", "100 King Street West, Toronto"],
    ["44 main st.", "44 Main Street"],
    ["12 rue des lilas, saint-jérôme", "12 Rue des Lilas, Saint-Jérôme"],
    ["1600 Pennsylvania Avenue, Washington", "1600 Pennsylvania Avenue, Washington"],
    ["coin saint-denis et rachel", "Rue Saint-Denis & Rue Rachel, Montréal"],
  ])("%s", async (said, written) => {
    expect(await first(said)).toBe(written);
  });

  test("one street name of two kinds is two candidates", async () => {
    expect((await find("1200 viger")).map(({ address }) => address)).toEqual(["1200 Rue Viger, Montréal", "1200 Avenue Viger, Montréal"]);
    expect(await first("1200 avenue viger")).toBe("1200 Avenue Viger, Montréal");
  });
});

describe("landmarks", () => {
  test.each(["trudeau", "the airport please", "YUL", "Trudeau airport, departures", "l'aéroport", "montreal airprt", "aéroport de Dorval"])(
    "%s is the airport of Montréal",
    async (said) => {
      expect((await find(said))[0]?.name).toBe("Montréal–Trudeau International Airport");
    },
  );
  test("an airport without a city is the one where the business is, or only the word", async () => {
    expect((await find("the airport", { city: "Toronto" }))[0]?.name).toBe("Toronto Pearson International Airport");
    expect((await find("airport in toronto"))[0]?.name).toBe("Toronto Pearson International Airport");
    expect(await gazetteer.find("Airport", { language: "en", country: "CA" })).toMatchObject([{ address: "Airport" }]);
  });
  test("is named in the caller's language", async () => {
    expect((await find("central station", { language: "fr" }))[0]?.name).toBe("Gare Centrale");
  });
});

test("what nobody can drive to is no place; what we do not know is taken as it was said", async () => {
  for (const nowhere of ["", "   ", "there", "chez moi", "I don't know", "je ne sais pas", "?!", "là-bas"]) expect(await find(nowhere)).toEqual([]);
  expect(await first("um, Wang Wah please")).toBe("Wang Wah");
  expect(await first("Broadway and Main")).toBe("Broadway and Main");
  expect(await first("from the mcdonald's near the river")).toBe("The Mcdonald's near the River");
});

test("no landmark hides another: each is found by each of its names", async () => {
  for (const { en, fr, address, also, city } of landmarks)
    for (const name of [en, fr, address, ...also])
      expect(
        (await find(name, { city })).map((place) => place.address),
        name,
      ).toContain(address);
});

test("any text at all gives at most three approximate places, whose numbers were said, and which are found again by their address", async () => {
  const words = fc.array(
    fc.oneof(fc.constantFrom("1280", "rue", "sherbrooke", "st", "w", "apt 4", "montréal", "and", ",", "the", "airport", "coin", "H2V 4E3"), fc.string()),
    { maxLength: 7 },
  );
  await fc.assert(
    fc.asyncProperty(words, async (parts) => {
      const said = parts.join(" ");
      const found = await find(said);
      expect(found.length).toBeLessThanOrEqual(3);
      for (const { address, name, approximate } of found) {
        expect(approximate).toBe(true);
        expect(address.trim()).not.toBe("");
        if (name === undefined) for (const number of address.match(/\d+/g) ?? []) expect(said).toContain(number);
        expect((await find(address)).length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300 },
  );
});
