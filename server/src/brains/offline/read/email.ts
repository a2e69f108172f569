import type { Span } from "../text/text.ts";

export type EmailFind = Span & { email: string };

const written = /[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/;
const spoken =
  /\b([a-z0-9]+(?:(?: ?(?:dot|point|\.) ?| ?(?:underscore|tiret bas|souligne) ?| ?(?:dash|hyphen|tiret) ?)[a-z0-9]+| [a-z0-9](?= |$))*) ?(?:at sign|at|arobase|arrobas|a commercial) ?([a-z0-9]+(?:(?: ?(?:dash|hyphen|tiret) ?)[a-z0-9]+)*(?: ?(?:dot|point|\.) ?[a-z0-9]+)+)/;

/** An e-mail address, typed or said ("john dot smith at gmail dot com"). */
export function emailIn(low: string): EmailFind | undefined {
  const typed = written.exec(low);
  if (typed !== null) return { start: typed.index, end: typed.index + typed[0].length, email: typed[0].replace(/\.$/, "") };
  const said = spoken.exec(low);
  if (said === null || !/(dot|point|\.) ?(com|ca|net|org|fr|qc|edu|gov|io|co|info|biz|uk|be|ch)\b/.test(said[2]!)) return undefined;
  return { start: said.index, end: said.index + said[0].length, email: `${signs(said[1]!)}@${signs(said[2]!)}` };
}

const signs = (words: string): string =>
  words
    .replace(/ ?\b(dot|point)\b ?| ?\. ?/g, ".")
    .replace(/ ?\b(underscore|tiret bas|souligne)\b ?/g, "_")
    .replace(/ ?\b(dash|hyphen|tiret)\b ?/g, "-")
    .replace(/ /g, "");
