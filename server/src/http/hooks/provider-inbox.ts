import { Refusal } from "../../lib/refusal.ts";
import type { InboxKey } from "../../log/inbox.ts";
import type { CarrierParts } from "./carrier-parts.ts";

/** Kept first, then its effect, then the answer; the same request again gets the first answer and has no effect. */
export async function onceKept<T>({ inbox, logger }: CarrierParts, key: InboxKey, kept: unknown, effect: () => Promise<T>): Promise<T> {
  const accepted = await inbox.accept(key, kept).catch((err: unknown) => {
    logger.error({ err, provider: key.provider }, "a provider's request could not be kept");
    throw new Refusal(503, "try_again", "This could not be kept: send it again.");
  });
  if (accepted.is === "duplicate" && accepted.reply !== undefined) return (accepted.reply as { told: T }).told;
  const told = await effect();
  await inbox
    .finish(key, { told })
    .catch((err: unknown) => logger.error({ err, provider: key.provider }, "an answer could not be kept; a duplicate will be done again"));
  return told;
}
