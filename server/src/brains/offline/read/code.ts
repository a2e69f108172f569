import type { Span } from "../text/text.ts";

export type CodeFind = Span & { code: string };

/** A booking's code, typed or spelled ("K 7 M 2 Q P"). `asked`: a code was asked for. */
export function codeIn(low: string, asked: boolean): CodeFind | undefined {
  const cued =
    /\b(?:code|confirmation(?: number| code)?|reference(?: number)?|booking (?:number|code|id)|numero de (?:reservation|confirmation)|reservation)(?: is|'s| est|,? c'est|:)? ?((?=[a-z0-9 -]*\d)[a-z0-9](?:[ -]?[a-z0-9]){3,9})\b/.exec(
      low,
    );
  const match =
    cued ??
    (asked
      ? (/(?<![a-z0-9])((?=[a-z0-9 -]*\d)[a-z0-9](?:[ -]?[a-z0-9](?![a-z]{2})){3,9})(?![a-z0-9])/.exec(low) ??
        /(?<![a-z0-9])([a-z0-9](?:[ -][a-z0-9]){3,9})(?![a-z0-9])/.exec(low) ??
        /^\W*(?:it's |c'est |its )?([a-z0-9-]{4,10})\W*$/.exec(low))
      : null);
  if (match === null) return undefined;
  const code = match[1]!.replace(/[^a-z0-9]/g, "").toUpperCase();
  if (code.length < 4 || code.length > 10 || /^(?:HELLO|DONT|KNOW|SORRY|YES|NON|OUI)$/.test(code)) return undefined;
  return { start: match.index, end: match.index + match[0].length, code };
}
