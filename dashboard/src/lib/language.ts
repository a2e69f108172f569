import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./words/en.ts";

export type UiLanguage = "en" | "fr";
const KEY = "firstring.language";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "words";
    resources: { words: typeof en };
    returnNull: false;
  }
}

/** Prepares the words before anything is drawn. French is fetched only by those who read it. */
export async function prepareLanguage(): Promise<i18n> {
  const language = remembered();
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    defaultNS: "words",
    resources: { en: { words: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language, false);
  return i18next;
}

/** Changes the language of the screen, and remembers it on this browser. */
export async function speak(language: UiLanguage, remember = true): Promise<void> {
  if (language === "fr" && !i18next.hasResourceBundle("fr", "words")) {
    const { fr } = await import("./words/fr.ts");
    i18next.addResourceBundle("fr", "words", fr);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (!remember) return;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function remembered(): UiLanguage {
  try {
    return (localStorage.getItem(KEY) ?? navigator.language).startsWith("fr") ? "fr" : "en";
  } catch {
    return "en";
  }
}
