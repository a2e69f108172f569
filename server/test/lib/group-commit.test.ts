import { expect, test } from "vitest";
import { groupCommit } from "../../src/lib/group-commit.ts";

/** Writes when it is let, and remembers what it was given. */
function gated() {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const write = async (jobs: readonly string[]) => {
    batches.push([...jobs]);
    await new Promise<void>((open) => gates.push(open));
    return jobs.map((job) => job.toUpperCase());
  };
  return { batches, write, open: () => gates.shift()?.() };
}

test("an idle writer starts at once; what comes meanwhile goes together, the urgent first, each with its own result", async () => {
  const { batches, write, open } = gated();
  const commit = groupCommit(write, 3);
  const results = [commit.submit("a")];
  await Promise.resolve();
  results.push(...["b", "c", "d"].map((job) => commit.submit(job)), ...["x", "y"].map((job) => commit.submit(job, true)));
  expect(commit.waiting()).toBe(5);
  for (const left of [2, 1, 0]) {
    open();
    await new Promise((turned) => setImmediate(turned));
    expect(batches).toHaveLength(3 - Math.max(0, left - 1));
  }
  expect(batches).toEqual([["a"], ["x", "y", "b"], ["c", "d"]]);
  expect(await Promise.all(results)).toEqual(["A", "B", "C", "D", "X", "Y"]);
  await commit.idle();
});

test("several lanes have several batches on their way, and one that fails takes nobody of another with it", async () => {
  const batches: string[][] = [];
  const commit = groupCommit(
    async (jobs: readonly string[]) => {
      batches.push([...jobs]);
      if (jobs.includes("bad")) throw new Error("no");
      return jobs;
    },
    1,
    2,
  );
  const settled = await Promise.allSettled(["a", "bad", "c"].map((job) => commit.submit(job)));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(batches).toEqual([["a"], ["bad"], ["c"]]);
});
