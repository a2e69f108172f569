import type { Language } from "@firstring/contract/call/agent.ts";
import type { Act, Goal, Json, Note } from "@firstring/contract/call/event.ts";
import type { Prompt } from "@firstring/contract/call/prompt.ts";
import { languageOf } from "../../lib/language-of.ts";

export type Said = { sentences: readonly string[]; tools: readonly { tool: string; input: Json }[] };

/** What a reply of a model means, read from its tools first and its words last. The memory of another brain is kept as it is. */
export function noteOf(prompt: Prompt, said: Said): Note {
  const goal = goalOf(prompt, said);
  return { language: languageOfReply(prompt, said), act: actOf(prompt, said), memory: prompt.memory, ...(goal && { goal }) };
}

/** The language spoken in this reply, if the agent speaks it; the caller's last words where the reply has none. */
function languageOfReply({ agent, language, transcript }: Prompt, { sentences }: Said): Language {
  const theirs = transcript.findLast(({ who }) => who === "caller");
  const text = sentences.length > 0 ? sentences.join(" ") : theirs?.who === "caller" ? theirs.text : "";
  const spoken = languageOf(text, language);
  return agent.languages.includes(spoken) ? spoken : language;
}

function actOf({ transcript }: Prompt, { sentences, tools }: Said): Act {
  for (const { tool } of tools) {
    const kind = acts[tool];
    if (kind !== undefined) return { kind };
  }
  if (tools.length > 0) return { kind: "tool" };
  const last = sentences.at(-1) ?? "";
  if (!transcript.some(({ who }) => who === "caller")) return { kind: "greet" };
  if (/\?\W*$/u.test(last)) return { kind: /\b(repeat|again|say that|catch that|répéter|redire)\b/iu.test(last) ? "clarify" : "ask" };
  return { kind: "answer" };
}

const acts: Readonly<Record<string, Act["kind"]>> = {
  transfer_to_person: "escalate",
  take_message: "message",
  end_call: "bye",
  hold_booking: "confirm",
  reschedule_booking: "confirm",
  cancel_booking: "confirm",
};

/** How far the booking is, by what the model puts into its tools. */
function goalOf({ agent, goal, language }: Prompt, { tools }: Said): Goal | undefined {
  let next = goal;
  for (const { tool, input } of tools) {
    if (typeof input !== "object" || input === null || Array.isArray(input)) continue;
    if (tool === "reschedule_booking" || tool === "cancel_booking") {
      next = { service: next?.service ?? "", intent: tool === "cancel_booking" ? "cancel" : "reschedule", slots: next?.slots ?? [] };
      continue;
    }
    if (tool !== "hold_booking" && tool !== "check_availability") continue;
    const service = agent.services.find(({ slug }) => slug === input["service"]);
    if (service === undefined) continue;
    const given = { ...(tool === "hold_booking" ? asRecord(input["slots"]) : {}), ...pick(input, ["date", "time"]) };
    const before = next?.service === service.slug ? next : undefined;
    next = {
      service: service.slug,
      intent: "book",
      slots: service.slots.map(({ name, label, required }) => {
        const value = given[name] ?? before?.slots.find((slot) => slot.name === name)?.value;
        return { name, label: label[language], required, ...(value !== undefined && { value: String(value) }) };
      }),
    };
  }
  return next;
}

type Given = Readonly<Record<string, string | number>>;

const pick = (input: Readonly<Record<string, Json>>, names: readonly string[]): Given =>
  Object.fromEntries(names.flatMap((name) => (typeof input[name] === "string" && input[name] !== "" ? [[name, input[name]]] : [])));

function asRecord(input: Json | undefined): Given {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return {};
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === "number" || (typeof entry[1] === "string" && entry[1] !== ""),
    ),
  );
}
