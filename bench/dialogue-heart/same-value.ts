/** Whether a booked value is the one that was wanted: places by their words, the rest exactly. */
export function sameValue(slot: string, wanted: string, booked: unknown): boolean {
  if (booked === undefined || booked === null) return false;
  const has = String(booked);
  if (slot === "passengers") return Number(has) === Number(wanted);
  if (slot === "date" || slot === "time") return has === wanted;
  const want = wordsOf(wanted);
  const got = wordsOf(has);
  if (slot === "name") return want.every((word) => got.includes(word)) && got.length <= want.length + 1;
  return want.every((word) => got.includes(word));
}

const wordsOf = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/['’]/g, "")
      .match(/[a-z0-9]+/g) ?? []
  ).filter((word) => !small.has(word));

/** Kinds of streets and rooms are written in many ways: the names and numbers tell a place. */
const small = new Set(
  "the and at of a st street avenue ave road rd drive dr lane ln boulevard blvd highway hwy court ct place pl suite ste unit apt apartment number no".split(
    " ",
  ),
);
