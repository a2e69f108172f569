import { checkIns } from "@firstring/contract/call/lines.ts";
import type { Line } from "@firstring/contract/call/state.ts";
import { guessAsked } from "./guess-asked.ts";
import { hear } from "./hear/hear.ts";
import { adopt, learn } from "./learn.ts";
import { blankMemory, type Memory, memoryFrom, quietTurn } from "./memory.ts";
import type { Scene } from "./scene.ts";

/** The memory after everything that was said and done since this brain's last reply. */
export function recall(scene: Scene): Memory {
  const { prompt } = scene;
  const own = memoryFrom(prompt.memory);
  const memory = own ?? blankMemory(prompt.language);
  const fresh = prompt.transcript.slice(memory.seen);
  if (fresh.some(({ who }) => who === "caller")) memory.turn = structuredClone(quietTurn);
  let before: Line | undefined = prompt.transcript[memory.seen - 1];
  fresh.forEach((line, i) => {
    const isLast = !fresh.slice(i + 1).some(({ who }) => who === "caller");
    if (line.who === "caller") {
      // Consent was weighed for the last words only; earlier ones, cut off by them, agreed to nothing.
      const now = isLast ? scene : { ...scene, prompt: { ...prompt, consent: "none" as const } };
      if (own === undefined) memory.turn = structuredClone(quietTurn);
      hear(memory, line.text, now, before?.who === "agent" && isCheckIn(before.text));
    } else if (line.who === "tool") {
      if (own === undefined) adopt(memory, line, scene);
      learn(memory, line, scene);
    } else if (line.who === "agent" && own === undefined && !isCheckIn(line.text)) {
      guessAsked(memory, line.text, scene);
    } else if (line.who === "agent" && memory.seen === 0 && i === 0) guessAsked(memory, line.text, scene);
    before = line;
  });
  memory.seen = prompt.transcript.length;
  if (memory.asked.is === "confirm" && prompt.proposal?.id !== memory.asked.proposal && !memory.turn.wants.includes("confirm"))
    memory.asked = { is: "nothing" };
  return memory;
}

const isCheckIn = (text: string): boolean => checkIns.includes(text.trim());
