import { halves, inHalf, type Minutes, type Part, type TimeRule } from "./times.ts";

const re = (source: string): RegExp => new RegExp(source, "g");
const before = "(?:\\b(?:a|vers|pour|des|autour de|aux alentours de|environ|plutot|apres|avant|et|ou|de|jusqu'a) ?(?:environ )?)?";
const h = "(?:heures?|hrs?|h)";
const more = "(?:,? (?:et )?(?:(quart|demie?|trois quarts?|3 quarts?)|moins (?:le )?(quart|\\d{1,2}))(?: minutes?)?)?";
const notATime =
  "(?!\\s*(?:personnes?|passagers?|adultes?|enfants?|jours?|semaines?|mois|minutes?|ans?|dollars?|rue|avenue|ieme|eme|e\\b|de la rue|[a-z]+ rue)|[:\\d-]|[a-z])";

function plus(base: readonly Minutes[], fraction: string | undefined, less: string | undefined): Minutes[] {
  const shift =
    fraction === undefined ? (less === undefined ? 0 : less === "quart" ? -15 : -Number(less)) : /^demi/.test(fraction) ? 30 : fraction === "quart" ? 15 : 45;
  return base.map((minutes) => (minutes + shift + 1440) % 1440);
}

const partOf = (word: string): Part => (/^mat/.test(word) ? "morning" : /^(apres|aprem)/.test(word) ? "afternoon" : /^nuit/.test(word) ? "night" : "evening");

/** French times, Québec's ways included (14 h 30, midi et quart, à soir). */
export const frenchTimes: { rules: readonly TimeRule[]; bareRules: readonly TimeRule[] } = {
  rules: [
    [
      re("\\bd(?:ans|'ici) (?:environ |a peu pres )?(une demi-?|une|1|\\d{1,3}|un) ?(heures?|h|minutes?|min)( et demie| et quart)?\\b"),
      ([, n, unit, half]) => ({
        inMin: Math.round(
          ((n!.startsWith("une demi") ? 0.5 : /^une?$/.test(n!) ? 1 : Number(n)) + (half === undefined ? 0 : half.endsWith("quart") ? 0.25 : 0.5)) *
            (unit!.startsWith("h") ? 60 : 1),
        ),
      }),
    ],
    [re("\\bdans une demi-? ?heure\\b"), () => ({ inMin: 30 })],
    [re("\\bdans (?:un|1) quart d'heure\\b"), () => ({ inMin: 15 })],
    [re(`${before}\\bmidi(?: (?:et |)(\\d{1,2}))\\b(?! ?h)`), ([, m]) => ({ times: [720 + Number(m)] })],
    [re(`${before}(?<!apres[- ])\\bmidi\\b${more}`), ([, f, l]) => ({ times: plus([720], f, l) })],
    [re(`${before}\\bminuit(?: (?:et )?(\\d{1,2}))\\b(?! ?h)`), ([, m]) => ({ times: [Number(m)] })],
    [re(`${before}\\bminuit\\b${more}`), ([, f, l]) => ({ times: plus([0], f, l) })],
    // 14 h 30 (pm), 14:30, 14 heures et quart
    [
      re(`${before}\\b(\\d{1,2}) ?(?:${h}|:) ?(?:et )?(\\d{2})(?: minutes?)?(?::\\d{2})? ?(am|pm|a\\.m\\.?|p\\.m\\.?)(?![a-z])`),
      ([, hour, m, half]) => ({ times: inHalf(Number(hour), Number(m), half!.startsWith("p") ? "pm" : "am") }),
    ],
    [
      re(`${before}\\b(\\d{1,2}) ?(?:${h}|:) ?(?:et )?(\\d{1,2})(?: ?minutes?\\b|(?::\\d{2})?\\b)(?! ?h)`),
      ([, hour, m]) => ({ times: hour!.startsWith("0") || hour === "12" ? halves(Number(hour), Number(m)).slice(0, 1) : halves(Number(hour), Number(m)) }),
    ],
    [
      re(`${before}\\b(\\d{1,2}) ?(?:${h})? ?(am|pm|a\\.m\\.?|p\\.m\\.?)(?![a-z])`),
      ([, hour, half]) => ({ times: inHalf(Number(hour), 0, half!.startsWith("p") ? "pm" : "am") }),
    ],
    [re(`${before}\\b(\\d{1,2}) et demie? heures?\\b`), ([, hour]) => ({ times: halves(Number(hour), 30) })],
    [
      re(`${before}\\b(\\d{1,2}) ?${h}(?![a-z])${more}`),
      ([, hour, f, l]) => ({ times: plus(hour === "12" ? [720] : hour!.startsWith("0") ? halves(Number(hour)).slice(0, 1) : halves(Number(hour)), f, l) }),
    ],
    [
      re(
        "\\b(?:dans |en |de |du |le |la |au |a |ce |cet |cette |l'|fin d'|debut d'|fin de |debut de |en debut d'|en fin d'|en debut de |en fin de )*(matinee|matin|apres[- ]?midi|aprem|soiree|soir|nuit)\\b",
      ),
      ([, part]) => ({ part: partOf(part!) }),
    ],
    [
      re(`(?:\\bvers |\\bautour de |\\bpour |\\bplutot |\\ba |\\bapres |\\bavant )(\\d{1,2})(?= (?:du|ce|demain|de la|de l')|[ ,]*$|\\u2581)${notATime}`),
      ([, hour]) => (Number(hour) <= 24 ? { times: halves(Number(hour)) } : undefined),
    ],
    [re("(?<=\\b(?:matin|apres-midi|soir),? (?:a |vers )?)(\\d{1,2})\\b(?! ?(?:h|:))"), ([, hour]) => ({ times: halves(Number(hour)) })],
  ],
  bareRules: [
    [
      re(`(?<![\\d:#])\\b(\\d{1,2})(?: (\\d{2}))?\\b${notATime}`),
      ([, hour, m]) => (Number(hour) >= 1 && Number(hour) <= 24 ? { times: halves(Number(hour), Number(m ?? 0)) } : undefined),
    ],
  ],
};
