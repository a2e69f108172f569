import { expect, test } from "vitest";
import { makeLogger } from "../../src/http/logger.ts";

test("logs hold no secrets and nothing that was said", () => {
  const lines: string[] = [];
  const logger = makeLogger("production", "info", { write: (line) => void lines.push(line) });
  const canary = "canary-7f3a";
  logger.info({ headers: { authorization: canary, cookie: canary, "x-api-key": canary, "x-twilio-signature": canary } }, "request");
  logger.info({ req: { headers: { authorization: canary }, body: { password: canary, text: canary, refreshToken: canary } } }, "request");
  logger.info({ event: { type: "caller.said", text: canary } }, "event");
  logger.info({ recorded: { event: { heard: canary } }, session: { token: canary }, password: canary, token: canary }, "other");
  logger.error({ err: Object.assign(new Error("duplicate key"), { detail: `Key (phone)=(${canary})`, parameters: [canary] }) }, "database");
  expect(lines.length).toBe(5);
  expect(lines.join("")).not.toContain(canary);
  expect(lines[2]).toContain("caller.said");
  expect(lines[4]).toContain("duplicate key");
});
