import type { Db } from "../db/db.ts";
import { type SessionLock, sessionLock } from "../db/session-lock.ts";
import { type CallId, newId, type TenantId } from "../lib/ids.ts";

export type Owned = { tenant: TenantId; call: CallId };

/** Who runs which call. An owner is alive as long as its database session is, so a killed process owns nothing. */
export interface Owners {
  claim(owned: Owned): Promise<void>;
  release(owned: Owned): Promise<void>;
  /** Calls whose owner is dead, now claimed by us. */
  adopt(): Promise<Owned[]>;
  /** Calls that are ours by the rows, whether or not they still run. */
  ours(): Promise<Owned[]>;
  close(): Promise<void>;
}

/** For calls that live and die with this process: rehearsals and tests without a database. */
export const nobodyElse: Owners = {
  claim: async () => undefined,
  release: async () => undefined,
  adopt: async () => [],
  ours: async () => [],
  close: async () => undefined,
};

const lockName = (node: string): string => `firstring node ${node}`;

/** @param url the program's login, for the session that proves this process alive. */
export async function owners(db: Db, url: string): Promise<Owners> {
  const node = newId();
  const alive = await sessionLock(url, lockName(node));
  if (alive === undefined) throw new Error(`Node ${node} is already running.`);

  return {
    claim: ({ tenant, call }) =>
      db.tenant(tenant, async (tx) => {
        await tx
          .insertInto("call_owners")
          .values({ tenant_id: tenant, call_id: call, node })
          .onConflict((conflict) => conflict.columns(["tenant_id", "call_id"]).doUpdateSet({ node }))
          .execute();
      }),
    release: ({ tenant, call }) =>
      db.tenant(tenant, async (tx) => {
        await tx.deleteFrom("call_owners").where("tenant_id", "=", tenant).where("call_id", "=", call).where("node", "=", node).execute();
      }),
    async adopt() {
      const others = await db.worker((tx) => tx.selectFrom("call_owners").select("node").distinct().where("node", "!=", node).execute());
      const adopted: Owned[] = [];
      for (const other of others) {
        const dead = await sessionLock(url, lockName(other.node));
        if (dead !== undefined) adopted.push(...(await takeOver(other.node, dead)));
      }
      return adopted;
    },
    ours: () => db.worker(async (tx) => owned(await tx.selectFrom("call_owners").select(["tenant_id", "call_id"]).where("node", "=", node).execute())),
    close: () => alive.release(),
  };

  /** Holding the dead owner's lock, no third process can take the same calls. */
  async function takeOver(other: string, dead: SessionLock): Promise<Owned[]> {
    try {
      const rows = await db.worker((tx) => tx.updateTable("call_owners").set({ node }).where("node", "=", other).returning(["tenant_id", "call_id"]).execute());
      return owned(rows);
    } finally {
      await dead.release();
    }
  }
}

const owned = (rows: readonly { tenant_id: string; call_id: string }[]): Owned[] =>
  rows.map(({ tenant_id, call_id }) => ({ tenant: tenant_id as TenantId, call: call_id as CallId }));
