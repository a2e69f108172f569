import { spawn } from "node:child_process";
import { styleText } from "node:util";
import type { App } from "./app.ts";
import type { Config } from "./config.ts";
import { demoSignIn } from "./seeds/people.ts";

/** What a person sees when it is up: where, how, and what to do first. */
export function banner(config: Config, app: Pick<App, "address" | "where" | "version" | "brain" | "startedMs">): string {
  const rows: [string, string][] = [
    ["open", styleText(["bold", "cyan"], app.address)],
    ["mode", `${config.mode}${config.demo === "off" ? "" : ", demo businesses"}${config.demo === "on" ? " with simulated callers" : ""}`],
    ["data", app.where],
    ["brain", app.brain],
    ["mail", config.smtp === undefined ? "kept, readable in the dashboard (set SMTP_URL to send)" : "sent by SMTP"],
    [
      "phone",
      config.twilio === undefined
        ? "Talk in the browser; add a Twilio account to answer a number"
        : `Twilio webhooks at ${config.publicUrl}/webhooks/twilio/<business>`,
    ],
    ["docs", `${app.address}/docs`],
  ];
  if (config.demo !== "off") rows.splice(1, 0, ["sign in", `${demoSignIn.email} / ${demoSignIn.password}`]);
  const lines = rows.map(([name, value]) => `  ${styleText("dim", name.padEnd(8))} ${value}`);
  const title = `${styleText("bold", "Firstring")} ${app.version}  ${styleText("dim", "every call answered on the first ring")}`;
  const keys = process.stdin.isTTY ? `\n\n  ${styleText("dim", "press")} o ${styleText("dim", "to open,")} q ${styleText("dim", "to quit")}` : "";
  return `\n  ${title}\n\n${lines.join("\n")}\n\n  ${styleText("dim", `ready in ${(app.startedMs / 1000).toFixed(1)} s`)}${keys}\n\n`;
}

/** On a terminal: `o` opens the page, `q` and Ctrl-C quit. */
export function listenForKeys({ open, quit }: { open: string; quit: () => void }): void {
  if (!process.stdin.isTTY) return;
  process.stdin.setRawMode(true).resume().setEncoding("utf8");
  process.stdin.on("data", (key: string) => {
    if (key === "q" || key === "\u0003") {
      process.stdin.setRawMode(false);
      quit();
      process.stdin.once("data", () => process.exit(130));
    } else if (key === "o") {
      spawn(process.platform === "darwin" ? "open" : "xdg-open", [open], { stdio: "ignore", detached: true })
        .on("error", () => process.stdout.write(`  Open ${open} in your browser.\n`))
        .unref();
    }
  });
}
