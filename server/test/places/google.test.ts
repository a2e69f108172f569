import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gazetteer } from "../../src/places/gazetteer.ts";
import { googlePlaces } from "../../src/places/google.ts";
import { type Near, withFallback } from "../../src/places/places.ts";

const near: Near = { language: "fr", country: "CA", city: "Montréal" };
const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/google-maps/${name}.json`, import.meta.url), "utf8"));

/** Answers as Google was recorded to, and keeps what it was asked. */
function recorded(status: number, body: unknown) {
  const asked: { url: string; headers: Headers; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    asked.push({ url: String(url), headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) });
    return Response.json(body, { status });
  };
  return { asked, find: googlePlaces({ key: "KEY", fetch, base: "http://places.test" }) };
}

test("asks for the cheap fields only, near the business, and gives what was found", async () => {
  const google = recorded(200, fixture("new-searchText"));
  expect(await google.find("chez jean", near)).toEqual([
    { placeId: "ChIJLU7jZClu5kcR4PcOOO6p3I0", name: "Chez Jean", address: "1 Rue X, 75001 Paris, France", lat: 48.8556, lng: 2.3586, approximate: false },
  ]);
  const [{ url, headers, body }] = google.asked as [(typeof google.asked)[number]];
  expect(url).toBe("http://places.test/v1/places:searchText");
  expect(headers.get("x-goog-api-key")).toBe("KEY");
  expect(headers.get("x-goog-fieldmask")).toBe("places.id,places.displayName,places.formattedAddress,places.location");
  expect(body).toEqual({ textQuery: "chez jean, Montréal", languageCode: "fr", regionCode: "CA", pageSize: 3 });
});

test("a city that was said is not overruled", async () => {
  const google = recorded(200, {});
  await google.find("union station in toronto", near);
  expect(google.asked[0]?.body).toMatchObject({ textQuery: "union station in toronto" });
});

test.each(["new-error-403", "new-error-429"])("%s: the gazetteer answers, and somebody hears why", async (name) => {
  const { status, body } = fixture(name);
  const heard: string[] = [];
  const places = withFallback(recorded(status, body).find, gazetteer, (error) => heard.push(error.message));
  expect(await places.find("trudeau airport", near)).toMatchObject([{ name: "Aéroport international Montréal-Trudeau", approximate: true }]);
  expect(heard).toEqual([expect.stringContaining(String(status))]);
});

test("nothing found, no answer, or not what Google answers: the gazetteer", async () => {
  const never: typeof globalThis.fetch = () => Promise.reject(new TypeError("fetch failed"));
  for (const find of [
    recorded(200, fixture("new-searchText-empty")).find,
    recorded(200, { places: [{ id: 1 }] }).find,
    googlePlaces({ key: "KEY", fetch: never }),
  ]) {
    expect(await withFallback(find, gazetteer, () => {}).find("Wang Wah", near)).toMatchObject([{ address: "Wang Wah", approximate: true }]);
  }
});
