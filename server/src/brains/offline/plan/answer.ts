import { standing, theService } from "../scene.ts";
import { plainOf } from "../text/text.ts";
import { capital, listed } from "../words/phrases.ts";
import { offerMessage } from "./people.ts";
import { act, say, use, type Work } from "./reply.ts";

/**
 * Answers the caller's question: from what the service says, from this call, else from the knowledge.
 * "waiting" when the knowledge is being asked, or when the reply is already whole.
 */
export function answer(work: Work): "waiting" | "answered" {
  const { memory, scene } = work;
  const asked = memory.turn.question;
  if (asked === null) return "answered";
  const low = plainOf(asked);
  const service = theService(scene, memory);
  const price = service?.price[memory.language] ?? "";
  act(work, "answer");
  const booked = standing(scene);
  if (/\b(?:code|confirmation number|numero de confirmation)\b/.test(low) && booked !== undefined) {
    say(work, "your_code", { code: [...booked.code].join(" ") });
    memory.turn.question = null;
    return "answered";
  }
  if (isThis.test(low)) {
    const { agent } = scene.prompt;
    const services = agent.services.map(({ name }) => name[memory.language].toLowerCase());
    say(work, "this_is", { company: agent.company, service: services.length === 0 ? "" : listed(services, memory.language, "or") });
    memory.turn.question = null;
    return "answered";
  }
  const { answers } = memory.turn;
  if (answers === null && scene.has("look_up")) {
    use(work, "look_up", { question: asked }, { for: "answer", question: asked });
    act(work, "tool");
    return "waiting";
  }
  memory.turn.question = null;
  memory.turn.answers = null;
  const [best] = answers ?? [];
  if (best !== undefined) {
    work.reply.sentences.push(...sentencesOf(best));
    return "answered";
  }
  if (
    price !== "" &&
    /\b(?:how much|price|cost|fare|rate|charge|combien (?:ca|ca va|est-ce que ca)? ?(?:coute|couter)|combien|prix|tarif|cout|coute)\b/.test(low) &&
    !/\bhow (?:long|many)\b|\bcombien de\b/.test(low)
  ) {
    work.reply.sentences.push(capital(price));
    return "answered";
  }
  say(work, "unknown");
  if (memory.task === "none" || memory.task === "message") {
    offerMessage(work);
    return "waiting";
  }
  return "answered";
}

/** "Is this the pizza place?", « Je suis bien chez Tremblay? ». */
const isThis =
  /^\W*(?:(?:hi|hello|hey|allo|bonjour|sorry|excuse me|pardon)\W+)*(?:is this (?!okay|ok|right|correct|possible|a good|going|the (?:right )?(?:price|time|day|number))|am i (?:calling|speaking (?:to|with)|talking to)|(?:je suis|suis-je) (?:bien )?(?:chez|au|a la|avec)|c'est bien (?:chez|le|la|les)|vous etes (?:bien )?(?:le|la|les|chez))/;

/** At most three sentences of an answer: nobody listens to more. */
const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?]+(?:[.!?]+(?=\s|$)|[.!?](?=\S)[^.!?]*)*[.!?]*/g) ?? [text])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "")
    .slice(0, 3);
