import type { Memory } from "../memory.ts";
import { readingOf } from "../read/reading.ts";
import { type Scene, theService } from "../scene.ts";
import { languageOf } from "../text/language.ts";
import { understandMessage } from "../understand-message.ts";
import { hearAnswer } from "./answer.ts";
import { hearBooking } from "./booking.ts";
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

  if (acts.has("emergency")) return want(memory, "emergency");
  if (acts.has("person") && !acts.has("message")) return want(memory, "person");
  if (present && /^\W*(?:yes|yeah|yep|hello|hi|i'm here|still here|oui|allo|je suis la|ouais)\b[\w\s',.!]{0,30}$/i.test(said)) return want(memory, "repeat");
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
