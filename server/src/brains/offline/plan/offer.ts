import type { Moment } from "../memory.ts";
import { listed } from "../words/phrases.ts";
import { momentSaid } from "../words/said.ts";
import { offerPerson } from "./people.ts";
import { act, say, type Work } from "./reply.ts";

/** Offers times to choose from. */
export function offer(work: Work, options: readonly Moment[]): void {
  const { memory, scene } = work;
  const said = listed(
    options.map((option) => momentSaid(option, memory.language, scene)),
    memory.language,
    "or",
  );
  say(work, options.length === 1 ? "offer_one" : "offer", { options: said });
  memory.asked = { is: "offer", options: [...options] };
  act(work, "offer", ["date", "time"]);
}

/** Nothing was understood of the answer to an offer. */
export function offerAgain(work: Work): void {
  const { memory } = work;
  if (memory.asked.is !== "offer") return;
  memory.tries["offer"] = (memory.tries["offer"] ?? 0) + 1;
  if (memory.tries["offer"] >= 3) {
    delete memory.tries["offer"];
    say(work, "trouble_person");
    return offerPerson(work);
  }
  say(work, "again");
  offer(work, memory.asked.options);
}
