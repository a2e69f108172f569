import { isDeepStrictEqual } from "node:util";
import { step } from "@firstring/contract/call/step.ts";
import type { Replay } from "@firstring/contract/schemas/call.ts";
import { folded, type Understand, unfolded } from "./fold.ts";
import { needsHelp } from "./needs-help.ts";
import type { OfCall } from "./of-call.ts";
import type { StoredCall } from "./present.ts";
import { rowOf } from "./row.ts";

/** Folds a call again from its facts, tells what it knew and wished after each, and compares the end with what is stored. Pure: commands are listed, never carried out. */
export function replayed(facts: readonly OfCall[], stored: StoredCall | undefined, understand: Understand): Replay {
  const timeline: Replay["timeline"] = [];
  let fold = unfolded;
  let compared = unfolded;
  for (const { seq, atMs, event } of facts) {
    const { commands } = step(fold.state, event);
    fold = folded(fold, { seq, atMs, event }, understand);
    if (seq === stored?.seq) compared = fold;
    const { phase, turn, language, thinking, pending, proposal } = fold.state;
    timeline.push({
      seq,
      at: new Date(atMs).toISOString(),
      type: event.type,
      event,
      phase: phase.is,
      turn,
      language,
      thinking,
      pending: pending.map(({ tool }) => tool),
      proposal: proposal?.readBack ?? null,
      needsHelp: needsHelp(fold),
      commands,
    });
  }
  const differences = stored === undefined ? [{ column: "row", stored: null, replayed: "not in the call list yet" }] : differencesOf(rowOf(compared), stored);
  return { identical: differences.length === 0, differences, timeline };
}

/** What a deleted conversation no longer shows is not a difference. */
const words = new Set(["title", "last_line", "goal"]);

function differencesOf(row: ReturnType<typeof rowOf>, stored: StoredCall): Replay["differences"] {
  return Object.entries(row).flatMap(([column, value]) => {
    const kept = stored[column as keyof typeof row];
    if (isDeepStrictEqual(plain(kept), plain(value)) || (stored.conversation_deleted_at !== null && words.has(column))) return [];
    return [{ column, stored: plain(kept), replayed: plain(value) }];
  });
}

/** As JSON would carry it: a Date as text, an absent member as none. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
