import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of /proc are hundredths of a second on Linux. */
const TICK_MS = 10;

/** Processor time in milliseconds of a process and everything below it: what is left of a measurement when other work shares the machine. */
export function cpuMsOf(...roots: readonly number[]): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
          .replace(/^.*\) /s, "")
          .split(" ");
        return [
          { pid: Number(pid), parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) * TICK_MS },
        ];
      } catch {
        return [];
      }
    });
  const mine = new Set(roots);
  for (let before = -1; before !== mine.size; ) {
    before = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  return all.filter(({ pid }) => mine.has(pid)).reduce((sum, { ms }) => sum + ms, 0);
}
