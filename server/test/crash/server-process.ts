import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The real server in a process of its own, to be killed at will. It comes back on another port each time. */
export type ServerProcess = {
  /** Where it answers, or answered last. */
  at(): string;
  /** Resolves when it answers; rejects when it would not start. */
  up(): Promise<void>;
  start(): void;
  /** Resolves when it is gone. Whoever waits for `up` waits for the next start. */
  kill(signal: NodeJS.Signals): Promise<{ code: number | null; printed: string }>;
  running(): boolean;
  pid(): number;
  /** What the last process printed so far, both ways. */
  printed(): string;
};

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const READY = /\bopen\s+\S*?(http:\/\/localhost:\d+)/;

const running = new Set<ChildProcess>();
// A test run that ends early leaves nobody behind.
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export function serverProcess(env: Readonly<Record<string, string>>): ServerProcess {
  let child: ChildProcess | undefined;
  let url = "http://127.0.0.1:9";
  let printed = "";
  let up = Promise.withResolvers<void>();
  up.promise.catch(() => {});

  function start(): void {
    const started = spawn(process.execPath, [MAIN], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], PORT: "0", NO_COLOR: "1", ...env },
    });
    const mine = up;
    child = started;
    printed = "";
    running.add(started);
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString("utf8");
      const found = READY.exec(plain(printed))?.[1];
      if (found === undefined || mine !== up) return;
      url = found;
      mine.resolve();
    };
    started.stdout?.on("data", hear);
    started.stderr?.on("data", hear);
    started.once("exit", (code) => {
      running.delete(started);
      mine.reject(new Error(`the server ended with ${code}:\n${printed}`));
    });
  }

  return {
    at: () => url,
    up: () => up.promise,
    start,
    async kill(signal) {
      const target = child;
      if (target === undefined || !isRunning(target)) throw new Error(`the server was not running:\n${printed}`);
      const gone = once(target, "close");
      const before = up;
      up = Promise.withResolvers<void>();
      up.promise.catch(() => {});
      before.resolve(up.promise);
      target.kill(signal);
      const [code] = (await gone) as [number | null];
      return { code, printed };
    },
    running: () => child !== undefined && isRunning(child),
    pid: () => child?.pid ?? 0,
    printed: () => printed,
  };
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

/** Without the colours of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
const plain = (text: string): string => text.replace(/\u001b\[[\d;]*m/g, "");
