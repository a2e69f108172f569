import type { Route } from "@firstring/contract/routes/route.ts";
import type { Tx } from "../db/db.ts";
import { type AuditAction, writeDown } from "../people/audit.ts";
import { actor } from "./asker.ts";
import type { Input } from "./endpoint.ts";
import type { Parts } from "./parts.ts";

/** Writes down what the asker does, in the transaction in which it is done. */
export const deed =
  (input: Pick<Input<Route>, "tenant" | "person" | "key" | "origin">, { clock }: Pick<Parts, "clock">, action: AuditAction) =>
  (tx: Tx, target: string): Promise<void> =>
    writeDown(tx, actor(input), clock.nowMs(), action, target);
