import type { Means } from "./means.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Removes what no longer decides anything: attempts beyond every limit, sign-ins that are over (their tokens go with them), stale links and challenges. */
export async function sweep({ db, nowMs }: Means): Promise<void> {
  const yesterday = new Date(nowMs() - DAY_MS);
  await db.worker(async (tx) => {
    await tx.deleteFrom("attempts").where("last_at", "<", yesterday).execute();
    await tx.deleteFrom("sessions").where("expires_at", "<", yesterday).execute();
    await tx.deleteFrom("passkey_challenges").where("expires_at", "<", new Date(nowMs())).execute();
    await tx.deleteFrom("password_resets").where("expires_at", "<", yesterday).execute();
  });
}
