/** What a voice can say of a model's text: no markup, no emoji, no bare addresses of the web. Empty when nothing is left. */
export function speakable(text: string): string {
  return text
    .replace(/```[\s\S]*?(```|$)/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<\/?[a-z][^>]*>/gi, " ")
    .replace(/^\s*(#{1,6}|[-*•+>]|\d{1,2}[.)])\s+/gmu, "")
    .replace(/(\*\*|__|~~|`+)/g, "")
    .replace(/(^|\s)[*_](\S(?:[^*_]*\S)?)[*_](?=\W|$)/gu, "$1$2")
    .replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D}|\u{20E3}/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/^[\s*_#>|-]+$/u, "")
    .trim();
}
