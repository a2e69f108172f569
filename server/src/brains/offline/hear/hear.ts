import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import type { Memory } from "../memory.ts";
import { noWhen } from "../memory.ts";
import { isTouched } from "../plan/slots.ts";
import { containsWord, type Reading, readingOf } from "../read/reading.ts";
import type { Scene } from "../scene.ts";
import { standing, theService } from "../scene.ts";
import { asksSomething } from "../text/clauses.ts";
import { languageOf } from "../text/language.ts";
import { plainOf } from "../text/text.ts";
import { understandMessage } from "../understand-message.ts";
import { hearAnswer } from "./answer.ts";
import { fill } from "./fill.ts";
import { hearMove } from "./move.ts";
import { drop, want } from "./wishes.ts";

/** Takes one utterance of the caller into the memory. `present`: they only answered "are you still there?". */
export function hear(memory: Memory, words: string, scene: Scene, present: boolean): void {
  const { agent } = scene.prompt;
  const said = /^\[[\d*#]*\]$/.test(words) ? words.replace(/[^\d]/g, "") : words;
  memory.language = languageOf(said, memory.language, agent.languages.length > 0 ? agent.languages : ["en"]);
  const before = theService(scene, memory);
  const reading = readingOf(said, {
    language: memory.language,
    zone: agent.zone,
    today: scene.today,
    asked: memory.asked,
    digits: memory.digits,
    service: before ?? named(said, agent.services),
    services: agent.services,
  });
  const { acts } = reading;
  memory.understood = understandMessage(said, memory.language);
  memory.angry = acts.has("anger") ? memory.angry + 1 : memory.angry;

  if (acts.has("emergency")) return want(memory, "emergency");
  if (acts.has("person") && !acts.has("message")) return want(memory, "person");
  if (present && /^\W*(?:yes|yeah|yep|hello|hi|i'm here|still here|oui|allo|je suis la|ouais)\b[\w\s',.!]{0,30}$/i.test(said)) return want(memory, "repeat");
  if (reading.question !== undefined) memory.turn.question = reading.question;
  if (acts.has("anger")) want(memory, memory.angry >= 2 ? "person" : "calm");
  if (acts.has("greet")) memory.turn.greeted = true;

  const understood = hearTask(memory, reading, said, scene) || hearAnswer(memory, reading, said, scene) || hearFacts(memory, reading, said, scene);
  if (understood || memory.turn.question !== null || memory.turn.wants.length > 0) {
    memory.lost = 0;
    return;
  }
  hearManners(memory, reading, said);
}

/** Thanks, goodbyes, "one moment", "what?": words about the talk itself. */
function hearManners(memory: Memory, { acts, rest }: Reading, words: string): void {
  if (acts.has("repeat")) return want(memory, "repeat");
  if (acts.has("wait")) return want(memory, "wait");
  if (acts.has("bye")) return want(memory, "bye");
  if (acts.has("unsure")) {
    memory.turn.blank = true;
    return;
  }
  if (acts.has("thanks") && /^[\s\w',.!]{0,60}$/.test(rest)) return want(memory, "done");
  if (memory.turn.greeted && rest.length < 40 && memory.asked.is === "nothing") return want(memory, "start");
  // "Can I bring my dog?" has the form of a wish; where it is none of ours it is a question.
  if (asksSomething(plainOf(words))) {
    memory.turn.question = words;
    return;
  }
  memory.turn.blank = true;
  memory.lost++;
}

/** A wish that changes what the call is about: to cancel, to move, to leave a message, to give up. */
function hearTask(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  const { acts } = reading;
  const service = theService(scene, memory);
  const inProgress = memory.task === "book" && service !== undefined && service.slots.some((slot) => isTouched(memory, slot));
  const managing = memory.task === "cancel" || memory.task === "reschedule";
  const proposed = scene.prompt.proposal;
  if (memory.asked.is === "confirm" && proposed?.kind === "cancel" && !acts.has("deny") && acts.has("cancel")) return false;
  if (acts.has("quit") && (inProgress || managing || memory.message.open)) {
    if (memory.asked.is === "confirm" || !acts.has("correct") || !hasFacts(reading)) {
      drop(memory);
      want(memory, "quit");
      return true;
    }
  }
  if (acts.has("quit") && standing(scene) !== undefined) return manage(memory, "cancel", reading, scene);
  if (acts.has("cancel") && reading.question === undefined) {
    if (inProgress && !/\b(?:my|existing|other|previous|mon|ma|autre|ancien(?:ne)?)\b/.test(words.toLowerCase()) && standing(scene) === undefined) {
      drop(memory);
      want(memory, "quit");
      return true;
    }
    return manage(memory, "cancel", reading, scene);
  }
  if (acts.has("reschedule") && !inProgress && !managing && reading.question === undefined) return manage(memory, "reschedule", reading, scene);
  if (acts.has("message") && memory.asked.is !== "message") {
    memory.task = "message";
    memory.message = { text: memory.message.text, open: true };
    return true;
  }
  return false;
}

function manage(memory: Memory, task: "cancel" | "reschedule", reading: Reading, scene: Scene): boolean {
  memory.task = task;
  const here = standing(scene);
  memory.manage = { code: reading.code ?? here?.code ?? null, booking: null, searched: false };
  memory.when = noWhen;
  memory.asked = { is: "nothing" };
  if (task === "reschedule") hearMove(memory, reading, scene);
  return true;
}

/** Facts for a booking, whatever was asked. */
function hearFacts(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  const { agent } = scene.prompt;
  if (memory.task === "cancel" || memory.task === "reschedule" || memory.task === "message") return false;
  const named = namedService(words, agent.services);
  // What is said after a booking is mostly thanks: only clear words begin another or change the first.
  if (memory.task === "none" && standing(scene) !== undefined) {
    const anew = reading.acts.has("another") || (reading.acts.has("book") && named !== undefined && (reading.places.length > 0 || reading.days.length > 0));
    if (anew) again(memory);
    else if (!changes(memory, reading, scene)) return false;
    if (moving(memory)) return hearMove(memory, reading, scene);
  }
  if (named !== undefined && (memory.service === null || named.slug !== memory.service)) {
    if (memory.service !== null && memory.task === "book") memory.slots = {};
    memory.service = named.slug;
  }
  const service = theService(scene, memory);
  if (service === undefined) {
    if (!reading.acts.has("book") && !hasFacts(reading)) return false;
    memory.task = "book";
    return true;
  }
  const said = fill(memory, reading, service, scene) || memory.turn.refused !== null || memory.asked.is === "role";
  const wishes = named !== undefined || (reading.acts.has("book") && memory.task === "none");
  if (said || (wishes && reading.question === undefined)) {
    const begins = memory.task !== "book";
    memory.service = service.slug;
    memory.task = "book";
    return said || begins;
  }
  return false;
}

/** After a booking: "change the destination to X" makes a new one that takes its place; a new day or time moves it. */
function changes(memory: Memory, reading: Reading, scene: Scene): boolean {
  const here = standing(scene);
  if (here === undefined || !hasFacts(reading) || !reading.acts.has("correct")) return false;
  const others = reading.places.length > 0 || reading.count !== undefined || reading.name?.sure === true || reading.phone !== undefined;
  if (!others) {
    memory.task = "reschedule";
    memory.manage = { code: here.code, booking: null, searched: true };
    return true;
  }
  memory.replaces = [...memory.replaces, here.code];
  return true;
}

/** A function of its own, for the task was just changed. */
const moving = (memory: Memory): boolean => memory.task === "reschedule";

/** Another booking in the same call: who calls is known, the rest is new. */
function again(memory: Memory): void {
  const kept = Object.entries(memory.slots).filter(([, { value }]) => typeof value === "string" && /^\+\d/.test(value));
  memory.slots = Object.fromEntries(kept);
  memory.when = noWhen;
}

const named = (words: string, services: readonly ServiceSpec[]): ServiceSpec | undefined => namedService(words, services);

/** The only service whose words the caller used. */
function namedService(words: string, services: readonly ServiceSpec[]): ServiceSpec | undefined {
  const low = words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const hits = services.filter((service) =>
    [...service.words.en, ...service.words.fr, service.name.en, service.name.fr].some((word) => containsWord(low, word)),
  );
  return hits.length === 1 ? hits[0] : undefined;
}

const hasFacts = (reading: Reading): boolean =>
  reading.days.length + reading.times.length + reading.soon.length + reading.places.length > 0 ||
  reading.count !== undefined ||
  reading.complaint !== undefined;
