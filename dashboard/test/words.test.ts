import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../src/lib/words/en.ts";
import { fr } from "../src/lib/words/fr.ts";

const flat = (words: object, path = ""): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : flat(value, `${path}${key}.`)));
const english = new Map(flat(en));
const french = new Map(flat(fr));
const marks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe("the words of the screens", () => {
  test("every word is there in both languages, with the same places to fill", () => {
    expect([...french.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe("");
      expect(french.get(key)?.trim(), key).not.toBe("");
      expect(marks(french.get(key)!), key).toEqual(marks(text));
    }
  });

  test("plural forms come in pairs", () => {
    for (const key of english.keys()) {
      if (key.endsWith("_one")) expect(english.has(key.replace(/_one$/, "_other")), key).toBe(true);
      if (key.endsWith("_other")) expect(english.has(key.replace(/_other$/, "_one")), key).toBe(true);
    }
  });

  test("no screen has words of its own: what is drawn comes from here", () => {
    const sources = readdirSync(join(import.meta.dirname, "../src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
    // Names that are the same in every language.
    const names = new Set(["Firstring", "English", "Français", "Google Gemini", "OpenAI", "Anthropic", "n8n", "EN", "FR"]);
    const found = sources.flatMap((name) => {
      const source = readFileSync(join(import.meta.dirname, "../src", name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      // Text of an element: from the end of a tag to the next, on a line of JSX.
      const between = [...source.matchAll(/(?<=[\w"'}/]>)[^<>{}=;()]*[A-Za-zÀ-ÿ]{2}[^<>{}=;()]*(?=<\/?[A-Za-z])/g)]
        .map(([text]) => text.trim())
        .filter((text) => /^[A-Za-zÀ-ÿ]/.test(text));
      const given = [...source.matchAll(/\b(?:label|title|placeholder|description|aria-label|alt)="([^"]*[A-Za-zÀ-ÿ][^"]*)"/g)].map(([, text]) => text!);
      return [...between, ...given]
        .filter((text) => !names.has(text.trim()) && !/^[+\d]/.test(text) && !/^[A-Z]{2}$/.test(text))
        .map((text) => `${name}: ${text}`);
    });
    expect(found).toEqual([]);
  });
});
