import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A process of our own that says JSON lines, to be killed at will. */
export type Child = {
  readonly pid: number;
  /** The next line it says, or undefined when it has ended. */
  next(): Promise<unknown>;
  /** Every line it has said and will say. */
  lines: AsyncIterable<unknown>;
  say(line: string): void;
  kill(signal: NodeJS.Signals): Promise<void>;
};

const running = new Set<ChildProcess>();
// A test run that ends early leaves nobody behind.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export function startChild(file: URL, args: readonly string[] = [], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, [file.pathname, ...args], { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...env } });
  running.add(child);
  const ended = once(child, "exit").then(() => void running.delete(child));
  // Whoever is killed while it is spoken to does not end us.
  child.stdin.on("error", () => {});
  const parsed = (async function* () {
    for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as unknown;
  })();
  return {
    pid: child.pid ?? 0,
    next: async () => (await parsed.next()).value,
    lines: parsed,
    say: (line) => void child.stdin.write(`${line}\n`),
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
