/** The chat this tab was in, so that looking at another page does not lose it. */
const KEY = "firstring.talk";

export function lastTalk(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepTalk(conversation: string | undefined): void {
  try {
    if (conversation === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, conversation);
  } catch {
    // Without storage a chat is found again by its address only.
  }
}
