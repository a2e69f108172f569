import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig, variables } from "../src/config.ts";

const production = { NODE_ENV: "production", JWT_SECRET: "j".repeat(48), ENCRYPTION_KEY: "e".repeat(48), PUBLIC_URL: "https://calls.example.com/" };

describe("the environment", () => {
  test("nothing is needed to start on one's own machine", () => {
    expect(readConfig({})).toMatchObject({
      mode: "development",
      host: "127.0.0.1",
      port: 3000,
      demo: "on",
      signUp: "open",
      databaseUrl: undefined,
      publicUrl: "http://localhost:3000",
    });
  });

  test("production listens to all, opens nothing by itself, and has no demo", () => {
    expect(readConfig(production)).toMatchObject({
      mode: "production",
      host: "0.0.0.0",
      demo: "off",
      signUp: "closed",
      publicUrl: "https://calls.example.com",
    });
  });

  test.each([
    ["PORT", { PORT: "ninety" }],
    ["PUBLIC_URL", { PUBLIC_URL: "calls.example.com" }],
    ["JWT_SECRET", { JWT_SECRET: "short" }],
    ["DEMO", { ...production, DEMO: "on" }],
    ["JWT_SECRET", { ...production, JWT_SECRET: "" }],
    ["ENCRYPTION_KEY", { ...production, ENCRYPTION_KEY: undefined }],
    ["PUBLIC_URL", { ...production, PUBLIC_URL: "" }],
    ["MAIL_FROM", { ...production, SMTP_URL: "smtp://localhost:25" }],
    ["TWILIO_AUTH_TOKEN", { TWILIO_ACCOUNT_SID: "AC" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ])("a wrong %s is named, with what to do", (name, env) => {
    expect(() => readConfig(env)).toThrow(name);
  });

  test("an empty value is the same as none", () => {
    expect(readConfig({ PORT: "", DEMO: " ", SMTP_URL: "" })).toEqual(readConfig({}));
  });

  test(".env.example explains every variable, and no other", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual([...variables].toSorted());
  });
});
