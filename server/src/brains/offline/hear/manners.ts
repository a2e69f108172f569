import type { Memory } from "../memory.ts";
import type { Reading } from "../read/reading.ts";
import { asksSomething } from "../text/clauses.ts";
import { plainOf } from "../text/text.ts";
import { want } from "./wishes.ts";

/** Thanks, goodbyes, "one moment", "what?": words about the talk itself. */
export function hearManners(memory: Memory, { acts, rest }: Reading, words: string): void {
  if (acts.has("repeat")) return want(memory, "repeat");
  if (acts.has("wait")) return want(memory, "wait");
  if (acts.has("bye")) return want(memory, "bye");
  if (acts.has("unsure")) {
    memory.turn.blank = true;
    return;
  }
  if (acts.has("thanks") && /^[\s\w',.!]{0,60}$/.test(rest)) return want(memory, "done");
  if (memory.turn.greeted && rest.length < 40 && memory.asked.is === "nothing") return want(memory, "start");
  // "Hello?" where something was asked: it is asked again, without an apology.
  if (memory.turn.greeted && /^\W*(?:(?:hi|hello|hey|there|good|morning|afternoon|evening|day|allo|bonjour|bonsoir|salut|bon|matin)\W*)+$/.test(rest))
    return want(memory, "start");
  // "Can I bring my dog?" has the form of a wish; where it is none of ours it is a question.
  if (asksSomething(plainOf(words))) {
    memory.turn.question = words;
    return;
  }
  memory.turn.blank = true;
  memory.lost++;
}
