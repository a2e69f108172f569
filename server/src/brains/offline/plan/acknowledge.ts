import type { ServiceSpec } from "@firstring/contract/call/service.ts";
import { acknowledged } from "../words/ack.ts";
import { variety, type Work } from "./reply.ts";

/** Says back what is new, once. */
export function acknowledge(work: Work, service: ServiceSpec): void {
  const said = acknowledged(work.memory, service, work.scene, variety(work));
  if (said !== undefined) work.reply.sentences.push(said);
  work.memory.turn.news = [];
}
