import { halves, inHalf, type Part, type TimeRule } from "./times.ts";

const am = "(a\\.m\\.?|p\\.m\\.?|am|pm|a m|p m|ams|pms)(?![a-z])";
const parts = "\\b(?:in the |this |at |tomorrow |the )?(morning|afternoon|evening|night|tonight|tonite)\\b";
const halfOf = (word: string): "am" | "pm" => (word.startsWith("p") ? "pm" : "am");
const partOf = (word: string): Part => (word.startsWith("toni") ? "evening" : (word as Part));
const re = (source: string): RegExp => new RegExp(source, "g");
const before = "(?:\\b(?:at|around|about|by|for|@|approximately|like|exactly|say|to|until|till|from|between|after|before|make it|and|or|it's|its) ?)?";
const at =
  "(?:\\bat (?:about |around |like |approximately |exactly )?|\\baround (?:about )?|\\babout |\\bby |@ ?|\\buntil |\\btill |\\bafter |\\bbefore |\\bbetween |\\blater than |\\bfrom (?=\\d{1,2} (?:to|until|till) \\d))";
/** Not a time: a count, a distance, an address, an ordinal. */
const notATime =
  "(?!\\s*(?:of us|people|persons?|passengers?|pax|adults?|kids?|children|seats?|guests?|friends?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|%|percent|dollars?|bucks|st\\b|nd\\b|rd\\b|th\\b|and a half hours|blocks?|km|miles?|of them|[a-z]+ (?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|way|place)\\b)|[:.\\d-]|[a-z])";

/** English times. */
export const englishTimes: { rules: readonly TimeRule[]; bareRules: readonly TimeRule[] } = {
  rules: [
    [
      re(
        "\\b(?:in|within) (?:about |around |like )?(an?|1|half an|\\d{1,3}|a couple of|an hour and a half|1 and a half) ?(hours?|hrs?|minutes?|mins?)?( and a half)?(?: (?:and )?(\\d{1,2}) minutes?)?\\b(?: from now)?",
      ),
      ([, n, unit, half, more]) => {
        if (n === "an hour and a half") return { inMin: 90 };
        if (unit === undefined) return undefined;
        const count = n === "half an" ? 0.5 : /^an?$|^1$/.test(n!) ? 1 : n === "a couple of" ? 2 : n === "1 and a half" ? 1.5 : Number(n);
        const minutes = (count + (half === undefined ? 0 : 0.5)) * (unit.startsWith("h") ? 60 : 1) + Number(more ?? 0);
        return { inMin: Math.round(minutes) };
      },
    ],
    [
      re("\\b(an?|half an|\\d{1,3}|1) (hours?|minutes?|mins?)( and a half)? from now\\b"),
      ([, n, unit, half]) => ({
        inMin: Math.round(((n === "half an" ? 0.5 : /^an?$/.test(n!) ? 1 : Number(n)) + (half === undefined ? 0 : 0.5)) * (unit!.startsWith("h") ? 60 : 1)),
      }),
    ],
    // in a few minutes, in a couple of hours, in 2 more minutes, in 2.5 hours
    [
      re("\\b(?:in|within) (?:a )?(few|couple|\\d{1,2}(?:\\.5)?)(?: of| more| and an? half)? ?(hours?|hrs?|minutes?|mins?|')(?![a-z])"),
      ([all, n, unit]) => {
        const count = (n === "few" ? 3 : n === "couple" ? 2 : Number(n)) + (/ and an? half/.test(all) ? 0.5 : 0);
        return { inMin: Math.round(count * (unit!.startsWith("h") ? 60 : 1)) };
      },
    ],
    [re("\\b(\\d{1,3}) (minutes?|mins?|hours?) later\\b"), ([, n, unit]) => ({ inMin: Number(n) * (unit!.startsWith("h") ? 60 : 1) })],
    // 15 to noon, 15 minutes past noon, a quarter past midnight
    [
      re(`${before}\\b(?:a )?(quarter|half|\\d{1,2})(?: (?:minutes?|mins?))? (past|after|to|before|till|of) (noon|midday|midnight)\\b`),
      ([, m, way, base]) => {
        const minutes = m === "quarter" ? 15 : m === "half" ? 30 : Number(m);
        return { times: [((base === "midnight" ? 1440 : 720) + (way === "past" || way === "after" ? minutes : -minutes)) % 1440] };
      },
    ],
    // half three: half past three, as it is said in Britain
    [re("\\b(?:at )?half (\\d{1,2})(?= *(?:$|[,.;!?\\u2581]|in the|on|please|tomorrow|today))"), ([, h]) => ({ times: halves(Number(h), 30) })],
    // 7p, 9:00a, 3:15p
    [
      re(`${before}\\b(\\d{1,2})(?:[:.](\\d{2}))? ?([ap])\\b(?!['a-z]|\\.[a-z])`),
      ([, h, m, half]) => (Number(h) <= 12 ? { times: inHalf(Number(h), Number(m ?? 0), half === "p" ? "pm" : "am") } : undefined),
    ],
    [re(`${before}\\b(12 )?(?:noon|midday|noontime)\\b`), () => ({ times: [720] })],
    [re(`${before}\\b(?:12 )?midnight\\b`), () => ({ times: [0] })],
    // half past six (in the evening)
    [
      re(`${before}\\b(?:half|1/2) (?:past|after) (\\d{1,2})(?: ?o['"]? ?clock)?(?: ?${am})?`),
      ([, h, half]) => ({ times: half === undefined ? halves(Number(h), 30) : inHalf(Number(h), 30, halfOf(half)) }),
    ],
    [
      re(`${before}\\b(?:a |1 )?quarter (past|after|to|of|before|till|til) (\\d{1,2}|noon|midnight)(?: ?${am})?`),
      ([, way, h, half]) => {
        const hour = h === "noon" ? 12 : h === "midnight" ? 24 : Number(h);
        const shift = way === "past" || way === "after" ? 15 : -15;
        const base = h === "noon" ? [720] : h === "midnight" ? [1440] : half === undefined ? halves(hour) : inHalf(hour, 0, halfOf(half));
        return { times: base.map((minutes) => (minutes + shift + 1440) % 1440) };
      },
    ],
    [
      re(`${before}\\b(5|10|15|20|25|\\d{1,2} (?:minutes?|mins?)) (past|after|to|before|till) (\\d{1,2})(?: ?o['"]? ?clock)?(?: ?${am})?${notATime}`),
      ([, m, way, h, half]) => {
        const minutes = Number(m!.replace(/\D/g, ""));
        const base = half === undefined ? halves(Number(h)) : inHalf(Number(h), 0, halfOf(half));
        return { times: base.map((time) => (time + (way === "past" || way === "after" ? minutes : -minutes) + 1440) % 1440) };
      },
    ],
    // 6:30 pm, 6.30pm, 6:30, 06:45, 18:30, 18h30
    [re(`${before}\\b(\\d{1,2}) ?[:.h] ?(\\d{2})(?::\\d{2})? ?${am}`), ([, h, m, half]) => ({ times: inHalf(Number(h), Number(m), halfOf(half!)) })],
    [
      re(`${before}\\b(\\d{1,2})[:h](\\d{2})(?::\\d{2})?\\b(?: ?(?:o['"]? ?clock|hours|hrs))?`),
      ([, h, m]) => ({ times: h!.startsWith("0") || h === "12" ? halves(Number(h), Number(m)).slice(0, 1) : halves(Number(h), Number(m)) }),
    ],
    // 6 pm, 630 pm, 6 30 pm, 6 oh 5 pm
    [
      re(`${before}\\b(\\d{1,2}) (?:oh |o |0 ?)?(\\d{1,2}) ?${am}`),
      ([, h, m, half]) => (Number(h) <= 12 ? { times: inHalf(Number(h), Number(m), halfOf(half!)) } : undefined),
    ],
    [re(`${before}\\b(\\d{1,2})(\\d{2}) ?${am}`), ([, h, m, half]) => ({ times: inHalf(Number(h), Number(m), halfOf(half!)) })],
    [re(`${before}\\b(\\d{1,2})(?: ?o['"]? ?clock)? ?${am}`), ([, h, half]) => (Number(h) <= 24 ? { times: inHalf(Number(h), 0, halfOf(half!)) } : undefined)],
    // 6 o'clock; 6 in the morning; 6 30 in the morning; evening 6:15
    [re(`${before}\\b(\\d{1,2})(?: (\\d{2}))? ?o['"]? ?clock\\b`), ([, h, m]) => ({ times: halves(Number(h), Number(m ?? 0)) })],
    [
      re(`${before}\\b(\\d{1,2})(?: (\\d{2}))?(?=,? (?:in the|at|this) (?:morning|afternoon|evening|night)\\b| (?:tonight|tonite)\\b)`),
      ([, h, m]) => ({ times: halves(Number(h), Number(m ?? 0)) }),
    ],
    [
      re("(?<=\\b(?:morning|afternoon|evening|night),? (?:at )?)(\\d{1,2})(?: (\\d{2}))?\\b(?!:)"),
      ([, h, m]) => ({ times: halves(Number(h), Number(m ?? 0)) }),
    ],
    [
      re(
        `\\b(?:in the |at |this |the |early |late |early in the |late in the |around |by |tomorrow )*(morning|afternoon|evening|night|nighttime|tonight|tonite|lunchtime|noonish)\\b`,
      ),
      ([, part]) => (part === "lunchtime" || part === "noonish" ? { times: [720] } : { part: partOf(part!.replace("nighttime", "night")) }),
    ],
    // at 6, around 18, at 6 30, 6ish
    [re(`${at}(\\d{1,2}) (?:oh |o |0 ?)?(\\d{2})\\b${notATime}`), ([, h, m]) => ({ times: halves(Number(h), Number(m)) })],
    [re(`${at}(\\d{1,2})(?:ish| ?sharp| on the dot)?\\b${notATime}`), ([, h]) => (Number(h) >= 1 ? { times: halves(Number(h)) } : undefined)],
    [re("(?<=\\b(?:at|around|for) )(\\d{1,2})(\\d{2})(?= hours\\b)"), ([, h, m]) => ({ times: halves(Number(h), Number(m)).slice(-1) })],
    [re("\\b(\\d{1,2})(?: (\\d{2}))?[ -]?ish\\b"), ([, h, m]) => ({ times: halves(Number(h), Number(m ?? 0)) })],
    [new RegExp(parts, "g"), ([, part]) => ({ part: partOf(part!) })],
  ],
  bareRules: [
    [re(`\\b(\\d{1,2}) (?:oh |o |0 ?)?(\\d{2})\\b${notATime}`), ([, h, m]) => ({ times: halves(Number(h), Number(m)) })],
    [
      re(`\\b(\\d{1,2})(\\d{2})\\b${notATime}`),
      ([, h, m]) => ({ times: h!.startsWith("0") ? halves(Number(h), Number(m)).slice(0, 1) : halves(Number(h), Number(m)) }),
    ],
    [
      re(
        `(?<![\\d:#]|\\b(?:this|that|the|any|which|have|get|want|like|need|no|another|book|find|1st|2nd|3rd|4th|second|last|next|other|earlier|later|latter|former) )\\b(\\d{1,2})\\b${notATime}`,
      ),
      ([, h]) => (Number(h) >= 1 && Number(h) <= 24 ? { times: halves(Number(h)) } : undefined),
    ],
  ],
};
