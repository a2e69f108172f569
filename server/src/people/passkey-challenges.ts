import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { PersonId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import type { Means } from "./means.ts";
import { hashSecret } from "./secret.ts";

/** How long the browser may show its dialogue, and so how long an answer is taken. */
export const CHALLENGE_MS = 5 * 60_000;

/** 32 random bytes in base64url, for this person who adds a passkey, or for whoever signs in (null). */
export async function newChallenge({ db, nowMs }: Means, person: PersonId | null): Promise<string> {
  const challenge = randomBytes(32).toString("base64url");
  await db.worker((tx) =>
    tx
      .insertInto("passkey_challenges")
      .values({ hash: hashSecret(challenge), person_id: person, expires_at: new Date(nowMs() + CHALLENGE_MS) })
      .execute(),
  );
  return challenge;
}

/**
 * The challenge that this answer was made for. It is used up by this, whatever becomes of the answer: one statement takes it, so of racers one has it.
 * @throws Refusal 400 `challenge_over` where it is none of ours, was made for somebody else, or is used up or too old.
 */
export async function takeChallenge({ db, nowMs }: Means, clientDataJSON: string, person: PersonId | null): Promise<string> {
  const challenge = challengeIn(clientDataJSON);
  const taken = await db.worker((tx) =>
    tx
      .deleteFrom("passkey_challenges")
      .where("hash", "=", hashSecret(challenge))
      .where("person_id", "is not distinct from", person)
      .where("expires_at", ">", new Date(nowMs()))
      .returning("hash")
      .executeTakeFirst(),
  );
  if (!taken) throw new Refusal(400, "challenge_over", "This took too long or was sent twice. Begin again.");
  return challenge;
}

const clientData = z.object({ challenge: z.string().max(200) });

function challengeIn(clientDataJSON: string): string {
  try {
    return clientData.parse(JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"))).challenge;
  } catch {
    throw new Refusal(400, "invalid_passkey", "This is not an answer of a browser: `clientDataJSON` cannot be read.");
  }
}
