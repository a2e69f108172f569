import type { Spoken } from "@firstring/contract/call/agent.ts";

/** A text that is there in both languages, in the reader's. */
export const spokenIn = (language: string, text: Spoken): string => (language.startsWith("fr") ? text.fr : text.en);
