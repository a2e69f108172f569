import type { Db } from "../db/db.ts";
import type { Clock } from "../ports/clock.ts";
import { type AgentStore, agentStore } from "./agent-store.ts";
import { type KnowledgeStore, knowledgeStore } from "./knowledge-store.ts";
import { type NumberStore, numberStore } from "./number-store.ts";

/** Everything that is configured about agents: who they are, which numbers they answer, what they know. */
export type Agents = AgentStore & { numbers: NumberStore; knowledge: KnowledgeStore };

export function agents(db: Db, clock: Clock): Agents {
  return { ...agentStore(db, clock), numbers: numberStore(db, clock), knowledge: knowledgeStore(db, clock) };
}
