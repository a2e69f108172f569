import type { Patience } from "@firstring/contract/call/agent.ts";
import type { ChannelName } from "@firstring/contract/call/event.ts";

/** On a telephone eight quiet seconds after our last word mean that something is wrong, or that the caller has gone. */
const PHONE_SILENCE_MS = 8_000;
/** Someone who types looks things up, answers the door and comes back; a chat that asks too soon nags. */
const CHAT_SILENCE_MS = 5 * 60_000;
/** People take a pause of more than two and a half seconds for a broken line: then something is said. */
const FILLER_MS = 2_500;
/** After eight seconds without an answer a caller hangs up: then we apologise and give the turn back. */
const APOLOGY_MS = 8_000;
/** Longer than any booking takes; it bounds what a stuck or abusive call can cost. */
const LONGEST_CALL_MS = 30 * 60_000;
/** A chat may rest open in a browser tab for a while, and costs nothing while it does. */
const LONGEST_CHAT_MS = 2 * 60 * 60_000;

/** How long a call of this channel waits. */
export function patienceOn(channel: ChannelName): Patience {
  const typed = channel === "chat";
  return {
    silenceMs: typed ? CHAT_SILENCE_MS : PHONE_SILENCE_MS,
    fillerMs: FILLER_MS,
    apologyMs: APOLOGY_MS,
    longestCallMs: typed ? LONGEST_CHAT_MS : LONGEST_CALL_MS,
  };
}
