import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { z } from "zod";

const words = z.string().min(1).max(2000);
const slots = z.record(z.string(), z.union([z.string(), z.number()]));

/** One thing the caller does. `hear` and `not` are regular expressions (no matter the case) on what we say in answer to it. */
const turn = z
  .strictObject({
    say: words.optional(),
    press: z
      .string()
      .regex(/^[0-9*#]+$/, "Keys are digits, * and #.")
      .optional(),
    /** So many times as long as the agent's patience nothing is said. */
    silent: z.int().min(1).max(5).optional(),
    hang_up: z.literal(true).optional(),
    hear: words.optional(),
    not: words.optional(),
  })
  .refine(
    ({ say, press, silent, hang_up }) => [say, press, silent, hang_up].filter((deed) => deed !== undefined).length === 1,
    "A turn does one thing: say, press, silent or hang_up.",
  );

const bookingWanted = z.strictObject({
  service: z.string().optional(),
  status: z.enum(["confirmed", "cancelled"]).default("confirmed"),
  date: z.iso.date().optional(),
  time: z
    .string()
    .regex(/^\d\d:\d\d$/, "A time is HH:MM.")
    .optional(),
  name: z.string().optional(),
  /** Values as kept, or /regular expressions/. */
  slots: slots.default({}),
});

export const scenarioSchema = z.strictObject({
  name: words,
  seed: z.enum(["demo-hvac", "demo-rides", "demo-care"]),
  /** Local time of the business when the phone rings. */
  clock: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "A clock is YYYY-MM-DDTHH:MM, as it is at the business."),
  caller: z.strictObject({
    number: z.string().regex(/^(\+\d{7,15})?$/, "A number is E.164, or empty when withheld."),
    language: z.enum(["en", "fr"]).optional(),
  }),
  given: z
    .strictObject({
      /** Bookings that stand before the phone rings; `$code` in what is said is the first one's. */
      bookings: z
        .array(z.strictObject({ service: z.string(), date: z.iso.date(), time: z.string(), name: z.string(), phone: z.string(), slots: slots.default({}) }))
        .default([]),
      /** Starts that nobody can have: every resource is booked by somebody else. */
      full: z.array(z.strictObject({ service: z.string(), date: z.iso.date(), time: z.string() })).default([]),
      /** Nobody to hand over to. */
      nobody: z.boolean().default(false),
    })
    .prefault({}),
  /** What goes wrong: a tool that fails so many times, a person who does not pick up. */
  faults: z
    .strictObject({ tools: z.record(z.string(), z.int().min(1).max(100)).default({}), transfer: z.enum(["answered", "no_answer"]).default("answered") })
    .prefault({}),
  turns: z.array(turn).min(1).max(60),
  expect: z
    .strictObject({
      /** The difference: bookings that were made or changed by the call, no others. */
      bookings: z.array(bookingWanted).default([]),
      messages: z.int().min(0).default(0),
      outcome: z.enum(["booked", "answered", "message_taken", "transferred", "missed", "abandoned", "voicemail", "failed"]).optional(),
      language: z.enum(["en", "fr"]).optional(),
      transferred: z.boolean().optional(),
      /** The agent hung up by itself. */
      hangs_up: z.boolean().optional(),
      said: z.array(words).default([]),
      /** Absences: what we never say, and tools never used. */
      never: z.array(words).default([]),
      never_tools: z.array(z.string()).default([]),
      /** At most so many things said by us. */
      within: z.int().min(1).optional(),
    })
    .prefault({}),
  /** The reason why it is known not to pass yet. It must then fail: once it passes, this line goes. */
  wanting: words.optional(),
});

export type Scenario = z.infer<typeof scenarioSchema>;

/** The scenarios of a file, one per YAML document. @throws Error that names file, document and member. */
export function scenariosIn(file: string): Scenario[] {
  return scenariosOf(readFileSync(file, "utf8"), file);
}

export function scenariosOf(text: string, where: string): Scenario[] {
  return parseAllDocuments(text).map((document, nth) => {
    const [wrong] = document.errors;
    if (wrong) throw new Error(`${where}, document ${nth + 1} is not YAML: ${wrong.message}`);
    const read = scenarioSchema.safeParse(document.toJS());
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Error(`${where}, document ${nth + 1}: ${issue!.path.join(".") || "it"}: ${issue!.message}`);
  });
}
