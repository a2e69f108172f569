/**
 * Confirmation codes: three letters and four digits, "KHR4826". No letter sounds like another of them on a telephone,
 * in English or French, and none looks like a digit.
 */
const LETTERS = "CFHKMRWXY";
const DIGITS = "23456789";
const SHAPE = [LETTERS, LETTERS, LETTERS, DIGITS, DIGITS, DIGITS, DIGITS] as const;

/** `random(n)` gives an integer from 0 to n − 1. Codes are unique per tenant: the ledger refuses a second, and the maker tries again. */
export function newCode(random: (n: number) => number): string {
  return SHAPE.map((alphabet) => alphabet[random(alphabet.length)]!).join("");
}

/** A code as a person wrote or said it ("khr 4-8-2-6") as the ledger knows it; "" when it cannot be one. */
export function readCode(text: string): string {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return code.length === SHAPE.length && SHAPE.every((alphabet, at) => alphabet.includes(code[at]!)) ? code : "";
}

/** Letter by letter, as a voice must say it: "K, H, R, 4, 8, 2, 6". */
export const spelled = (code: string): string => [...code].join(", ");
