import { birthDateFrom, fullNameFrom, type Hearings, postalCodeFrom } from "../../../server/src/brains/offline/understand/spoken-identity.ts";
import { type Bench, type Row, rowOf, setOf } from "../row.ts";

type IdentityRow = { goal: { name: string; dob: string; postcode: string }; turns: { requested: string; nbest: string[] }[] };

/** Who is calling, from what a telephone recogniser made of it in up to three tries each (EVI). */
export async function identity(bench: Bench): Promise<Row[]> {
  const rows = setOf<IdentityRow>(bench, bench.split, "evi-en") ?? [];
  const scores = rows.map(({ goal, turns }) => {
    const heard = (item: string): Hearings => turns.filter(({ requested }) => requested === item).map(({ nbest }) => nbest);
    const name = plain(fullNameFrom(heard("name")) ?? "") === plain(goal.name) ? 1 : 0;
    const postcode = plain(postalCodeFrom(heard("postcode"), "gb") ?? "") === plain(goal.postcode) ? 1 : 0;
    const dob = birthDateFrom(heard("dob")) === goal.dob ? 1 : 0;
    return { name, postcode, dob };
  });
  return [
    rowOf(
      "EVI name",
      scores.map(({ name }) => name),
      "86 / 84",
    ),
    rowOf(
      "EVI postcode",
      scores.map(({ postcode }) => postcode),
      "80 / 76",
    ),
    rowOf(
      "EVI date of birth",
      scores.map(({ dob }) => dob),
      "96 / 94",
    ),
    rowOf(
      "EVI all three",
      scores.map(({ name, postcode, dob }) => name * postcode * dob),
      "68 / 64",
    ),
  ];
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
