import type { Memory } from "../memory.ts";
import type { Reading } from "../read/reading.ts";
import { type Scene, standing } from "../scene.ts";
import { plainOf } from "../text/text.ts";
import { chooseBooking, choosePlace, chooseTime } from "./choice.ts";
import { hearConsent } from "./consent.ts";
import { settleDay, settleHalf, settleRole, settleValue } from "./doubt.ts";
import { clearNamed, hasWhen, takeFacts } from "./facts.ts";
import { hearMessage, openMessage } from "./message.ts";
import { hearMove } from "./move.ts";
import { hearSlots } from "./slot-answer.ts";
import { want } from "./wishes.ts";

/** Reads words as the answer to our open question. True where they are one. */
export function hearAnswer(memory: Memory, reading: Reading, words: string, scene: Scene): boolean {
  const { acts } = reading;
  const { asked } = memory;
  switch (asked.is) {
    case "confirm":
      return hearConsent(memory, reading, scene);
    case "change":
      if (takeFacts(memory, reading, scene)) return true;
      if (clearNamed(memory, reading, scene)) return true;
      if (acts.has("deny") || acts.has("done") || /^(?:nothing|rien)\b/.test(plainOf(words))) {
        memory.asked = { is: "nothing" };
        return true;
      }
      return false;
    case "offer":
      return chooseTime(memory, asked, reading, words, scene);
    case "places":
      return choosePlace(memory, asked, reading, words, scene);
    case "half":
      return settleHalf(memory, asked, reading, words, scene);
    case "day":
      return settleDay(memory, asked, reading, words, scene);
    case "role":
      return settleRole(memory, asked, reading, words, scene);
    case "sure":
      return settleValue(memory, asked, reading, scene);
    case "bookings":
      return chooseBooking(memory, asked, reading, words, scene);
    case "code":
      if (reading.code === undefined) {
        if (acts.has("deny") || acts.has("unsure")) {
          memory.asked = { is: "nothing" };
          want(memory, "code_unknown");
          return true;
        }
        return memory.task === "reschedule" && hearMove(memory, reading, scene);
      }
      memory.manage = { ...memory.manage, code: reading.code, booking: null, searched: false, ...(reading.name?.sure === true && { name: reading.name.name }) };
      memory.asked = { is: "nothing" };
      return true;
    case "whose":
      return hearWhose(memory, reading);
    case "message":
      return hearMessage(memory, reading, words);
    case "message_offer":
    case "person_offer":
      if (acts.has("message")) return openMessage(memory);
      if (acts.has("affirm") && !acts.has("deny")) {
        if (asked.is === "message_offer") return openMessage(memory);
        want(memory, "person");
        return true;
      }
      if (acts.has("deny")) {
        memory.asked = { is: "nothing" };
        if (acts.has("bye")) want(memory, "bye");
        return takeFacts(memory, reading, scene) || true;
      }
      return false;
    case "leave":
      if (acts.has("bye") || acts.has("done") || acts.has("deny")) {
        want(memory, "bye");
        return true;
      }
      if (acts.has("affirm")) {
        memory.asked = { is: "nothing" };
        return true;
      }
      return false;
    case "more":
      if (standing(scene) !== undefined && memory.replaces.length > 0) return false;
      if (acts.has("another") || acts.has("book")) return false;
      if (acts.has("deny") || acts.has("done") || acts.has("bye")) {
        if (!hasWhen(reading) && reading.places.length === 0) {
          want(memory, "bye");
          return true;
        }
        return false;
      }
      // Who thanks twice has all they wanted.
      if (acts.has("thanks") && reading.question === undefined && !hasWhen(reading) && reading.places.length === 0) {
        memory.tries["thanks"] = (memory.tries["thanks"] ?? 0) + 1;
        want(memory, memory.tries["thanks"] > 1 ? "bye" : "done");
        return true;
      }
      if (acts.has("affirm") && reading.rest.length < 30 && !hasWhen(reading) && !acts.has("thanks")) {
        want(memory, "start");
        return true;
      }
      return false;
    case "service":
    case "slots":
      return hearSlots(memory, reading, words, scene);
    case "nothing":
      if (acts.has("affirm") && reading.rest.split(" ").length <= 3 && !hasWhen(reading) && !acts.has("thanks")) {
        const only = scene.prompt.agent.services.length === 1 && memory.task === "none" && standing(scene) === undefined;
        if (only && !acts.has("book")) {
          memory.task = "book";
          return true;
        }
      }
      return false;
  }
}

/** The name that the booking is under, or another code. */
function hearWhose(memory: Memory, { name, code, acts }: Reading): boolean {
  if (name === undefined && code === undefined) {
    if (!acts.has("deny") && !acts.has("unsure")) return false;
    want(memory, "code_unknown");
  }
  memory.manage = { ...memory.manage, ...(name && { name: name.name }), ...(code !== undefined && { code }) };
  memory.asked = { is: "nothing" };
  return true;
}
