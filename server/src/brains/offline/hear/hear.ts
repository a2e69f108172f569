import type { Memory } from "../memory.ts";
import { readingOf } from "../read/reading.ts";
import { type Scene, theService } from "../scene.ts";
import { languageOf } from "../text/language.ts";
import { plainOf } from "../text/text.ts";
import { understandMessage } from "../understand-message.ts";
import { hearAnswer } from "./answer.ts";
import { hearBooking } from "./booking.ts";
import { hasFacts } from "./facts.ts";
import { fill } from "./fill.ts";
import { hearManners } from "./manners.ts";
import { namedService } from "./named-service.ts";
import { hearTask } from "./task.ts";
import { want } from "./wishes.ts";

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
    service: before ?? namedService(said, agent.services),
    services: agent.services,
  });
  const { acts } = reading;
  memory.understood = understandMessage(said, memory.language);
  memory.angry = acts.has("anger") ? memory.angry + 1 : memory.angry;

  if (acts.has("machine") || repeats(scene, said)) {
    memory.tries["machine"] = (memory.tries["machine"] ?? 0) + 1;
    return want(memory, "machine");
  }
  if (acts.has("emergency")) return want(memory, "emergency");
  if (acts.has("urgent") && memory.tries["urgent"] === undefined) {
    memory.tries["urgent"] = 1;
    const service = before ?? agent.services[0];
    if (service !== undefined) fill(memory, reading, service, scene);
    return want(memory, "urgent");
  }
  if (acts.has("person") && !acts.has("message")) return want(memory, "person");
  if (present && /^\W*(?:yes|yeah|yep|hello|hi|i'm here|still here|oui|allo|je suis la|ouais)\b[\w\s',.!]{0,30}$/i.test(said)) return want(memory, "repeat");
  if (
    /\b(?:parlez[- ]vous (?:le )?(?:francais|anglais)|(?:do|can) you speak (?:french|english)|en francais|in english|in french|en anglais|vous parlez (?:francais|anglais))\b/.test(
      plainOf(said),
    ) &&
    !hasFacts(reading)
  ) {
    memory.lost = 0;
    return want(memory, "language");
  }
  if (reading.question !== undefined) memory.turn.question = reading.question;
  if (acts.has("anger")) want(memory, memory.angry >= 2 ? "person" : "calm");
  if (acts.has("greet")) memory.turn.greeted = true;

  const understood = hearTask(memory, reading, said, scene) || hearAnswer(memory, reading, said, scene) || hearBooking(memory, reading, said, scene);
  if (understood || memory.turn.question !== null || memory.turn.wants.length > 0) {
    memory.lost = 0;
    return;
  }
  hearManners(memory, reading, said);
}

/** A sentence that comes again word for word, over and over, is a machine's: people say it otherwise the second time. */
function repeats({ prompt }: Scene, words: string): boolean {
  const said = plainOf(words).trim();
  if (said.split(/\s+/).length < LONG_SENTENCE) return false;
  return prompt.transcript.filter((line) => line.who === "caller" && plainOf(line.text).trim() === said).length >= MACHINE_REPEATS;
}

const LONG_SENTENCE = 6;
const MACHINE_REPEATS = 4;
