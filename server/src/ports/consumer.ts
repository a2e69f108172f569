import type { Tx } from "../db/db.ts";
import type { DomainEvent, Recorded } from "./log.ts";

/** A reader of the log with a cursor of its own: at least once, in order; its projection and its cursor move in one transaction. */
export interface Consumer {
  readonly name: string;
  readonly wants: readonly DomainEvent["type"][] | "all";
  /** `tx` may write every tenant's rows: it runs as the worker role. */
  handle(batch: readonly Recorded[], tx: Tx): Promise<void>;
}
