import { caller } from "./caller.ts";
import { act, say, use, type Work } from "./reply.ts";

/** Puts the caller through, or offers what is left where that cannot be. */
export function toPerson(work: Work): void {
  const { scene } = work;
  if (!scene.has("transfer_to_person")) {
    say(work, "nobody");
    return offerMessage(work);
  }
  act(work, "escalate");
  use(work, "transfer_to_person", { reason: reasonOf(work) }, { for: "person" });
}

/** What the person who takes over should know first. */
function reasonOf({ memory, scene }: Work): string {
  const last = scene.prompt.transcript.findLast((line) => line.who === "caller");
  const said = last !== undefined && "text" in last ? last.text : "";
  const task = memory.task === "none" ? "" : `${memory.task}: `;
  return `${task}${said}`.slice(0, 200);
}

export function offerPerson(work: Work): void {
  const { memory, scene } = work;
  if (!scene.has("transfer_to_person")) return offerMessage(work);
  say(work, "person_offer");
  memory.asked = { is: "person_offer" };
  act(work, "offer");
}

export function offerMessage(work: Work): void {
  const { memory, scene } = work;
  if (!scene.has("take_message")) {
    say(work, "more");
    memory.asked = { is: "more" };
    return act(work, "ask", []);
  }
  say(work, "message_offer");
  memory.asked = { is: "message_offer" };
  act(work, "offer");
}

/** Takes a message: its words, who it is from and where to reach them. */
export function message(work: Work): void {
  const { memory, scene } = work;
  const { text } = memory.message;
  if (!scene.has("take_message")) {
    memory.task = "none";
    say(work, "cannot");
    return act(work, "answer");
  }
  if (text === null) {
    if (memory.turn.wants.includes("repeat") || memory.turn.blank) say(work, "again");
    say(work, "message");
    memory.asked = { is: "message" };
    return act(work, "ask", ["message"]);
  }
  const { name, phone } = caller(work);
  if (phone === undefined && memory.tries["message"] === undefined) {
    memory.tries["message"] = 1;
    say(work, "message_phone");
    memory.asked = { is: "message" };
    return act(work, "ask", ["phone"]);
  }
  act(work, "message");
  memory.message = { text, open: false };
  use(
    work,
    "take_message",
    { text, ...(name !== undefined && { name }), ...(phone !== undefined && phone !== work.scene.prompt.caller && { phone }) },
    { for: "message" },
  );
}
