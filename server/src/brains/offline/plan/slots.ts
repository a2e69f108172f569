import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import type { ServiceSpec, SlotSpec } from "@firstring/contract/call/service.ts";
import type { Memory } from "../memory.ts";
import type { PlaceRole } from "../read/place-cues.ts";
import { plainOf } from "../text/text.ts";

export function serviceOf(agent: AgentSpec, memory: Memory): ServiceSpec | undefined {
  const service = agent.services.find(({ slug }) => slug === memory.service);
  return service && withWhen(service);
}

/** Every booking has a day and a time, whether the service declares them or not. */
export function withWhen(service: ServiceSpec): ServiceSpec {
  const has = (type: SlotSpec["type"]): boolean => service.slots.some((slot) => slot.type === type);
  if (has("datetime") || (has("date") && has("time"))) return service;
  return { ...service, slots: [...service.slots, ...[day, hour].filter(({ type }) => !has(type))] };
}

const day: SlotSpec = {
  name: "date",
  type: "date",
  required: true,
  label: { en: "day", fr: "jour" },
  ask: { en: "What day would you like?", fr: "Quel jour vous conviendrait?" },
  group: "when",
  confirm: "implicit",
};
const hour: SlotSpec = {
  name: "time",
  type: "time",
  required: true,
  label: { en: "time", fr: "heure" },
  ask: { en: "What time?", fr: "À quelle heure?" },
  group: "when",
  confirm: "implicit",
};

export const slotNamed = (service: ServiceSpec | undefined, name: string): SlotSpec | undefined => service?.slots.find((slot) => slot.name === name);

/** Which end of a journey a place slot is; with a single place slot it is where the work is done. */
export function roleOf(service: ServiceSpec, slot: SlotSpec): PlaceRole {
  const places = service.slots.filter(({ type }) => type === "place");
  const words = plainOf(`${slot.name} ${slot.label.en} ${slot.label.fr}`);
  if (places.length < 2) return /drop|dest|arriv/.test(words) ? "destination" : "site";
  if (/pick|depart|origin|from|start|ramass/.test(words)) return "origin";
  if (/drop|dest|arriv|\bto\b/.test(words)) return "destination";
  return "site";
}

export const isWhen = (slot: SlotSpec): boolean => slot.type === "date" || slot.type === "time" || slot.type === "datetime";

/** Whether a slot has its value; dates and times live in `when`. */
export function isFilled(memory: Memory, slot: SlotSpec): boolean {
  const { when, slots } = memory;
  if (slot.type === "date") return when.dates.length === 1;
  if (slot.type === "time") return when.times.length === 1 && when.mode === "at";
  if (slot.type === "datetime") return when.dates.length === 1 && when.times.length === 1 && when.mode === "at";
  return slots[slot.name] !== undefined;
}

/** Something was said for it, even if it is not clear yet. */
export function isTouched(memory: Memory, slot: SlotSpec): boolean {
  const { when } = memory;
  if (when.asap && isWhen(slot)) return true;
  if (slot.type === "date") return when.dates.length > 0;
  if (slot.type === "time") return when.times.length > 0;
  if (slot.type === "datetime") return when.dates.length > 0 && when.times.length > 0;
  return memory.slots[slot.name] !== undefined;
}

export const missingOf = (memory: Memory, service: ServiceSpec): SlotSpec[] => service.slots.filter((slot) => slot.required && !isTouched(memory, slot));

/** The slots to ask for next: the first that is missing, with those of its group. */
export function nextToAsk(memory: Memory, service: ServiceSpec): SlotSpec[] {
  const missing = missingOf(memory, service);
  const [first] = missing;
  if (first === undefined) return [];
  return first.group === undefined ? [first] : missing.filter(({ group }) => group === first.group).slice(0, 2);
}

const typeWords: Record<SlotSpec["type"], RegExp> = {
  place: /\b(?:address|adresse|location|lieu|endroit|place)\b/,
  person: /\b(?:name|nom|spelling|prenom)\b/,
  count: /\b(?:passengers?|people|persons?|number of|how many|party|passagers?|personnes|nombre|combien)\b/,
  date: /\b(?:date|day|jour|journee)\b/,
  time: /\b(?:time|hour|heure)\b/,
  datetime: /\b(?:time|hour|heure|date|day|jour|moment)\b/,
  phone: /\b(?:phone|telephone|cell|cellulaire|numero|(?:my|the) number)\b/,
  email: /\b(?:e-?mail|courriel)\b/,
  enum: /\bnothing-of-the-kind\b/,
  text: /\bnothing-of-the-kind\b/,
};
const roleWords: Record<PlaceRole, RegExp> = {
  origin: /\b(?:pick[- ]?up|departure|starting point|start|origin|ramassage|point de depart|lieu de depart|depart|embarquement)\b(?! time| date| day)/,
  destination: /\b(?:drop[- ]?off|destination|where i'?m going|where we'?re going|arrivee|ou je vais|ou on va)\b/,
  site: /\b(?:address|adresse|location)\b/,
  any: /\bnothing-of-the-kind\b/,
};

/** The slots that words name ("the time is wrong"), by label or by the usual words. */
export function mentioned(service: ServiceSpec, low: string): SlotSpec[] {
  return service.slots.filter((slot) => {
    const usual = slot.type === "place" ? roleWords[roleOf(service, slot)] : typeWords[slot.type];
    return usual.test(low) || labelled(slot).test(low);
  });
}

const labels = new Map<string, RegExp>();

/** The labels of a slot as whole words; patterns are dear to make and labels are few. */
function labelled(slot: SlotSpec): RegExp {
  const label = (language: Language): string => plainOf(slot.label[language]).replace(/[^a-z0-9 ]/g, ".");
  const source = `\\b${label("en")}\\b|\\b${label("fr")}\\b`;
  const had = labels.get(source);
  if (had !== undefined) return had;
  // Tenants may come and go: what was kept is not kept for ever.
  if (labels.size > MOST_LABELS) labels.clear();
  const made = new RegExp(source);
  labels.set(source, made);
  return made;
}

const MOST_LABELS = 1000;
