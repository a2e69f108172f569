import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { containsWord } from "../read/contains-word.ts";
import { plainOf } from "../text/text.ts";

/** The only service whose words the caller used. */
export function namedService(words: string, services: readonly ServiceSpec[]): ServiceSpec | undefined {
  const low = plainOf(words);
  const hits = services.filter((service) =>
    [...service.words.en, ...service.words.fr, service.name.en, service.name.fr].some((word) => containsWord(low, word)),
  );
  return hits.length === 1 ? hits[0] : undefined;
}
