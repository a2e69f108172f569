import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { earsWithFallback } from "../../src/ears/ears-with-fallback.ts";
import type { Ears, Heard, Listening } from "../../src/ports/ears.ts";

/** Ears that understand the samples as numbers, and break after so many frames, flushes or on the spot. */
function scripted(name: string, breaks: { afterHears?: number; atFlush?: number } = {}, languages: Ears["languages"] = ["en", "fr"]): Ears {
  return {
    name,
    rateHz: 16000,
    languages,
    listen(listening: Listening) {
      let [hears, flushes, broken] = [0, 0, false];
      let said: number[] = [];
      const fail = () => {
        broken = true;
        listening.failed(new Error(`${name} broke`));
      };
      return {
        hear(pcm) {
          if (broken) return;
          said.push(...pcm);
          if (++hears === breaks.afterHears) fail();
        },
        flush() {
          if (broken) return;
          if (++flushes === breaks.atFlush) return fail();
          listening.heard({ type: "final", text: said.join(" ") });
          said = [];
        },
        close() {
          broken = true;
        },
      };
    },
  };
}

function listen(ears: Ears, language: "en" | "fr" = "en") {
  const [heard, failures]: [Heard[], Error[]] = [[], []];
  const session = ears.listen({ language, heard: (it) => heard.push(it), failed: (error) => failures.push(error) });
  return { session, failures, finals: () => heard.flatMap((it) => (it.type === "final" ? [it.text] : [])) };
}

describe("ears that fail in mid-call", () => {
  test("the next ones hear again what was not understood yet: no word is lost and none comes twice, wherever it breaks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant("hear") }, fc.constant("flush")), { maxLength: 40 }),
        fc.record({ afterHears: fc.nat(20), atFlush: fc.nat(6) }),
        fc.record({ afterHears: fc.nat(20), atFlush: fc.nat(6) }),
        (deeds, first, second) => {
          const { session, finals, failures } = listen(earsWithFallback([scripted("one", first), scripted("two", second), scripted("three")], () => undefined));
          let word = 0;
          let said: number[] = [];
          const expected: string[] = [];
          for (const deed of [...deeds, "flush"]) {
            if (deed === "hear") {
              word++;
              said.push(word);
              session.hear(Int16Array.of(word));
            } else {
              expected.push(said.join(" "));
              said = [];
              session.flush();
            }
          }
          expect(finals()).toEqual(expected);
          expect(failures).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("when none is left it says so once", () => {
    const warned: string[] = [];
    const { session, failures } = listen(
      earsWithFallback([scripted("one", { afterHears: 1 }), scripted("two", { atFlush: 1 })], (_, what) => warned.push(what)),
    );
    session.hear(Int16Array.of(1));
    session.flush();
    session.flush();
    expect(failures.map(({ message }) => message)).toEqual(["two broke"]);
    expect(warned).toEqual(["one hears no more; two goes on", "two hears no more, and no other ears are left"]);
  });

  test("only those who understand the language are asked; where nobody does, that is said", async () => {
    const french = listen(
      earsWithFallback([scripted("english", {}, ["en"]), scripted("both")], () => undefined),
      "fr",
    );
    french.session.hear(Int16Array.of(7));
    french.session.flush();
    expect(french.finals()).toEqual(["7"]);
    const nobody = listen(
      earsWithFallback([scripted("english", {}, ["en"])], () => undefined),
      "fr",
    );
    await expect.poll(() => nobody.failures.map(({ message }) => message)).toEqual(["No ears here understand French."]);
  });
});
