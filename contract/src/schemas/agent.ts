import { z } from "zod";
import { id, instant, language, page, spoken, text } from "./common.ts";

/** Bytes of a picture kept with an agent; a larger one belongs behind an address. */
const AVATAR_CHARACTERS = 64_000;

const brain = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("offline") }),
  z.strictObject({ kind: z.literal("model"), provider: z.enum(["google", "openai", "anthropic", "compatible"]), model: text(200).min(1) }),
]);

const avatar = z
  .string()
  .max(AVATAR_CHARACTERS)
  .regex(
    /^$|^https:\/\/\S+$|^\/public\/avatars\/[\w.-]+$|^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/,
    "give an https address, a /public/avatars/ path or a small data:image",
  )
  .meta({ description: "An https address, a /public/avatars/ path, a data:image of at most 64 kB, or empty" });

/** What an agent is: everything here belongs to a revision. */
const fields = {
  name: text(120).min(1),
  company: text(120).meta({ description: "Empty: the tenant's name" }),
  personality: text(2000),
  systemPrompt: text(20_000),
  responseStyle: z.enum(["formal", "casual", "friendly", "professional"]),
  maxTokens: z.int().min(16).max(8192),
  temperature: z.number().min(0).max(2),
  languages: z
    .array(language)
    .min(1)
    .max(2)
    .refine((all) => new Set(all).size === all.length, "name each language once")
    .meta({ description: "The first is spoken until the caller shows another" }),
  greeting: spoken.meta({ description: "Empty: a greeting is made. If it does not say that an AI speaks, that is said first" }),
  voice: text(120).meta({ description: "Voice of the channel or provider; empty: its default" }),
  brain,
  tools: z.array(text(60)).max(50).nullable().meta({ description: "Names of the tools it may use; null: all" }),
  services: z.array(text(60)).max(100).nullable().meta({ description: "Slugs of the services it books; null: all" }),
  knowledge: z.array(id).max(500).nullable().meta({ description: "Ids of the knowledge it answers from; null: all" }),
  avatar,
};

export const agentDefinition = z.object(fields);
export type AgentDefinition = z.infer<typeof agentDefinition>;

/** What is not said when an agent is made. */
export const agentDefaults: Omit<AgentDefinition, "name"> = {
  company: "",
  personality: "Warm, calm and to the point.",
  systemPrompt: "",
  responseStyle: "friendly",
  maxTokens: 400,
  temperature: 0.4,
  languages: ["en", "fr"],
  greeting: { en: "", fr: "" },
  voice: "",
  brain: { kind: "offline" },
  tools: null,
  services: null,
  knowledge: null,
  avatar: "",
};

export const agentChange = z
  .strictObject({ ...fields, active: z.boolean() })
  .partial()
  .meta({ description: "What is left out stays as it is", example: { personality: "Cheerful", temperature: 0.3 } });
export const agentDraft = z
  .strictObject({ ...fields, active: z.boolean() })
  .partial()
  .required({ name: true })
  .meta({
    example: {
      name: "Camille",
      company: "Demo HVAC",
      responseStyle: "friendly",
      languages: ["fr", "en"],
      greeting: { en: "Hello, this is Camille, the AI assistant.", fr: "Bonjour, ici Camille, l'assistante IA." },
    },
  });
export type AgentChange = z.infer<typeof agentChange>;
export type AgentDraft = z.infer<typeof agentDraft>;

export const agent = z.object({
  id,
  slug: z.string(),
  active: z.boolean(),
  revision: z.int(),
  ...fields,
  createdAt: instant,
  updatedAt: instant,
});
export type Agent = z.infer<typeof agent>;

export const agentList = z.strictObject({ ...page, q: text(200).optional(), active: z.stringbool().optional() });

export const agentRevision = z.object({ revision: z.int(), definition: agentDefinition, savedAt: instant, savedBy: id.nullable() });
export type AgentRevision = z.infer<typeof agentRevision>;

export const agentTest = z
  .strictObject({
    message: text(4000).min(1),
    history: z
      .array(z.strictObject({ who: z.enum(["caller", "agent"]), text: text(4000) }))
      .max(100)
      .optional(),
  })
  .meta({ example: { message: "Hi, I need a ride to the airport tomorrow at nine." } });
export type AgentTest = z.infer<typeof agentTest>;

export const agentTested = z.object({
  reply: z.string(),
  toolCalls: z.array(z.object({ tool: z.string(), input: z.unknown(), output: z.unknown().optional() })),
  intent: z.string().nullable(),
  sentiment: z.enum(["positive", "negative", "neutral", "urgent"]).nullable(),
  ms: z.number(),
});
export type AgentTested = z.infer<typeof agentTested>;
