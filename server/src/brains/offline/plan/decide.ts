import { drop } from "../hear/wishes.ts";
import type { Want } from "../memory.ts";
import { standing, theService } from "../scene.ts";
import { listed } from "../words/phrases.ts";
import { answer } from "./answer.ts";
import { book } from "./book.ts";
import { manage, replaceOld } from "./manage.ts";
import { message, offerMessage, offerPerson, toPerson } from "./people.ts";
import { act, emptyReply, type Reply, say, use, type Work } from "./reply.ts";
import { isTouched } from "./slots.ts";

/** What to do now, from what was heard and learnt: sentences, tools, and the next open question. */
export function decide(work: Omit<Work, "reply">): Reply {
  const whole: Work = { ...work, reply: emptyReply() };
  decideOn(whole);
  // Wishes that were met are not met again when tools come back.
  if (whole.reply.sentences.length > 0) whole.memory.turn = { ...whole.memory.turn, wants: [], greeted: false };
  return whole.reply;
}

function decideOn(work: Work): void {
  const { memory, scene } = work;
  const { turn } = memory;
  const has = (want: Want): boolean => turn.wants.includes(want);

  if (has("emergency")) {
    say(work, "emergency");
    return offerPerson(work);
  }
  if (has("machine")) return machine(work);
  if (has("urgent")) {
    say(work, "urgent");
    return scene.has("transfer_to_person") ? toPerson(work) : urgently(work);
  }
  if (has("person")) return toPerson(work);
  if (has("person_refused") && memory.tries["urgent"] !== undefined && scene.prompt.agent.services.length > 0) {
    say(work, "nobody");
    return urgently(work);
  }
  if (has("person_refused")) {
    say(work, "nobody");
    return offerMessage(work);
  }
  // Alone and first: whatever else is said would make the read-back stale.
  if (has("confirm")) {
    act(work, scene.prompt.proposal?.kind === "cancel" ? "cancelled" : "booked");
    return use(work, "confirm", {}, { for: "confirm" });
  }
  if (has("language")) say(work, "language");
  if (turn.question !== null && answer(work) === "waiting") return;
  if (has("calm")) say(work, "calm");
  if (has("quit")) {
    say(work, "quit");
    return more(work);
  }
  if (has("dropped")) {
    say(work, "dropped");
    return more(work);
  }
  if (has("wait")) {
    say(work, "wait");
    return act(work, "answer");
  }
  if (has("bye")) return goodbye(work);
  if (has("done")) return thanked(work);
  if (has("trouble")) {
    say(work, "trouble");
    return offerPerson(work);
  }
  if (turn.refused?.code === "told") {
    work.reply.sentences.push(turn.refused.message);
    return more(work);
  }
  if (has("code_unknown")) {
    say(work, memory.manage.code === null ? "no_code" : "no_name");
    return offerPerson(work);
  }
  if (has("change")) {
    say(work, "change");
    memory.asked = { is: "change" };
    return act(work, "ask", []);
  }
  if (memory.task === "message") return message(work);
  if (memory.task === "cancel" || memory.task === "reschedule") return manage(work);
  if (memory.task === "none" && memory.replaces.length > 0 && standing(scene) !== undefined) return replaceOld(work);
  if (memory.task === "book") {
    if (has("unclear") || (has("repeat") && memory.asked.is === "confirm")) {
      say(work, has("unclear") ? "unclear" : "reread");
    }
    return book(work);
  }
  idle(work);
}

/** Nothing is under way. */
function idle(work: Work): void {
  const { memory, scene } = work;
  if (work.reply.sentences.length > 0) return more(work);
  if (memory.turn.wants.includes("start") && standing(scene) === undefined) {
    if (memory.turn.greeted) say(work, "hello");
    say(work, "help");
    memory.asked = { is: "nothing" };
    return act(work, "greet");
  }
  if (memory.lost >= 3) {
    say(work, "trouble_person");
    return offerPerson(work);
  }
  if (memory.turn.blank && memory.lost > 0) {
    say(work, "again");
    const { services } = scene.prompt.agent;
    if (services.length === 0) say(work, "help");
    else
      say(work, "help_more", {
        service: listed(
          services.map(({ name }) => article(name[memory.language], memory.language)),
          memory.language,
          "or",
        ),
      });
    memory.asked = { is: "nothing" };
    return act(work, "clarify");
  }
  say(work, memory.turn.wants.includes("start") ? "help" : "more");
  memory.asked = { is: "nothing" };
  act(work, "ask", []);
}

const article = (name: string, language: "en" | "fr"): string => {
  const low = name.toLowerCase();
  if (language === "fr") return `${/(?:ion|se|te|ée|ce)\b/.test(low.split(" ")[0] ?? "") ? "une" : "un"} ${low}`;
  return `${/^[aeiou]/.test(low) ? "an" : "a"} ${low}`;
};

function more(work: Work): void {
  say(work, "more");
  work.memory.asked = { is: "more" };
  act(work, "ask", []);
}

function thanked(work: Work): void {
  const { memory } = work;
  say(work, "welcome");
  if (memory.task === "none" && memory.replaces.length > 0) return replaceOld(work);
  if (memory.task === "book") return book(work);
  more(work);
}

/** They are leaving: a booking that was read back but not agreed is not left in doubt. */
function goodbye(work: Work): void {
  const { memory, scene } = work;
  const service = theService(scene, memory);
  if (memory.task === "none" && memory.replaces.length > 0 && standing(scene) !== undefined && memory.tries["replace"] === undefined) {
    memory.tries["replace"] = 1;
    return replaceOld(work);
  }
  const inProgress = memory.task === "book" && service !== undefined && service.slots.some((slot) => isTouched(memory, slot));
  if (inProgress && memory.tries["leave"] === undefined) {
    memory.tries["leave"] = 1;
    if (memory.asked.is === "confirm") {
      say(work, "not_booked");
      return book(work);
    }
    say(work, "leave");
    memory.asked = { is: "leave" };
    return act(work, "ask", []);
  }
  drop(memory);
  act(work, "bye");
  say(work, "goodbye");
  if (scene.has("end_call")) use(work, "end_call", {}, { for: "bye" });
}

/** Nobody can be reached for what cannot wait: the first time that is free. */
function urgently(work: Work): void {
  const { memory } = work;
  memory.task = "book";
  memory.when = { ...memory.when, asap: memory.when.dates.length === 0 && memory.when.times.length === 0 };
  memory.turn = { ...memory.turn, wants: [] };
  book(work);
}

/** Two machines must not talk all day: we say once what we are, then hang up. */
function machine(work: Work): void {
  const { memory, scene } = work;
  const last = scene.prompt.transcript.findLast((line) => line.who === "caller");
  const mailbox = last !== undefined && "text" in last && /voice ?mail|tone|beep|bip|boite vocale|timbre|tonalite/i.test(last.text);
  if (!mailbox && (memory.tries["machine"] ?? 0) < 2) {
    say(work, "machine");
    memory.asked = { is: "nothing" };
    return act(work, "clarify");
  }
  act(work, "bye");
  say(work, "goodbye");
  if (scene.has("end_call")) use(work, "end_call", {}, { for: "bye" });
}
