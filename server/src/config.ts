import { isIPv4, isIPv6 } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { type CarrierKeys, carrierKeysOf, carrierVariables } from "./carrier-keys.ts";
import type { Provider, ProviderCredentials } from "./ports/credentials.ts";

/** Everything the environment says, parsed once. The table in .env.example explains each variable. */
export type Config = Readonly<{
  mode: "development" | "test" | "production";
  host: string;
  port: number;
  /** What carriers call, without a slash at the end; their signatures are checked against it. */
  publicUrl: string;
  /** Absolute path of the folder that holds the embedded database, secrets and recordings. */
  dataDir: string;
  databaseUrl: string | undefined;
  /** The program's own login, for installations whose DATABASE_URL may not make roles. */
  databaseAppUrl: string | undefined;
  demo: "on" | "quiet" | "off";
  /** Given, or undefined: then development makes its own in `dataDir`. At least 32 bytes each. */
  jwtSecret: string | undefined;
  encryptionKey: string | undefined;
  signUp: "open" | "closed";
  origins: readonly string[];
  /** Proxies in front of us whose `X-Forwarded-For` is believed. */
  proxies: number;
  requestsPerMinute: number;
  /** Addresses and ranges inside that webhooks and page look-ups of tenants may go to all the same. */
  egressAllow: readonly string[];
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  smtp: { url: string; from: string } | undefined;
  twilio: ProviderCredentials["twilio"] | undefined;
  /** Where the carriers' APIs are, when not at their usual address. */
  providerUrls: Partial<Record<Provider, string>>;
  /** Accounts at the other carriers, for tenants without their own. */
  carriers: CarrierKeys;
  maps: { key: string; baseUrl: string | undefined } | undefined;
  models: {
    google: ModelKey | undefined;
    openai: ModelKey | undefined;
    anthropic: ModelKey | undefined;
    compatible: (ModelKey & { baseUrl: string }) | undefined;
  };
  /** By `provider/model`: dollars for a million tokens in and out. */
  modelPrices: Readonly<Record<string, { input: number; output: number }>>;
}>;
export type ModelKey = { key: string; baseUrl: string | undefined; model: string | undefined };

const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === "" ? undefined : value));
const url = text.refine((value) => value === undefined || URL.canParse(value), "must be a whole address such as https://calls.example.com");
const whole = (min: number, max: number, otherwise: number) =>
  text
    .transform((value) => (value === undefined ? otherwise : Number(value)))
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
const secret = text.refine(
  (value) => value === undefined || Buffer.byteLength(value) >= 32,
  "must be at least 32 bytes: make one with `openssl rand -base64 48`",
);

const listOf = (value: string | undefined): string[] =>
  (value ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
const isRange = (range: string): boolean => {
  const [address = "", bits, ...more] = range.split("/");
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
};

const PRICE = /^(?<name>[a-z]+\/[^\s=,]+)=(?<input>\d+(?:\.\d+)?)\/(?<output>\d+(?:\.\d+)?)$/;

const environment = z.object({
  NODE_ENV: text.pipe(z.enum(["development", "test", "production"]).optional()).transform((value) => value ?? "development"),
  HOST: text,
  PORT: whole(0, 65_535, 3000),
  PUBLIC_URL: url,
  DATA_DIR: text,
  DATABASE_URL: url,
  DATABASE_APP_URL: url,
  DEMO: text.pipe(z.enum(["on", "quiet", "off"]).optional()),
  JWT_SECRET: secret,
  ENCRYPTION_KEY: secret,
  SIGN_UP: text.pipe(z.enum(["open", "closed"]).optional()),
  CORS_ORIGINS: text,
  TRUST_PROXIES: whole(0, 10, 0),
  REQUESTS_PER_MINUTE: whole(1, 1_000_000, 600),
  EGRESS_ALLOW: text
    .transform(listOf)
    .refine((ranges) => ranges.every(isRange), "must be IP addresses or ranges separated by commas, such as 127.0.0.1,10.20.0.0/16"),
  LOG_LEVEL: text.pipe(z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional()),
  SMTP_URL: url,
  MAIL_FROM: text,
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: text,
  TWILIO_BASE_URL: url,
  ...carrierVariables,
  GOOGLE_MAPS_API_KEY: text,
  GOOGLE_MAPS_BASE_URL: url,
  GEMINI_API_KEY: text,
  GEMINI_MODEL: text,
  GEMINI_BASE_URL: url,
  OPENAI_API_KEY: text,
  OPENAI_MODEL: text,
  OPENAI_BASE_URL: url,
  ANTHROPIC_API_KEY: text,
  ANTHROPIC_MODEL: text,
  ANTHROPIC_BASE_URL: url,
  LLM_BASE_URL: url,
  LLM_API_KEY: text,
  LLM_MODEL: text,
  MODEL_PRICES: text
    .transform(listOf)
    .refine(
      (prices) => prices.every((price) => PRICE.test(price)),
      "must be prices such as openai/gpt-5-mini=0.25/2.00 (dollars for a million tokens in / out), separated by commas",
    ),
});

/** The names of all variables, for .env.example's test. */
export const variables: readonly string[] = Object.keys(environment.shape);

/**
 * Parses the environment.
 * @throws Error in one sentence a variable that names it and the remedy.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n"));
  const given = parsed.data;
  const mode = given.NODE_ENV;
  const production = mode === "production";
  if (production) refuseMissing(given);
  const port = given.PORT;
  return {
    mode,
    port,
    host: given.HOST ?? (production ? "0.0.0.0" : "127.0.0.1"),
    publicUrl: (given.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ""),
    dataDir: resolve(given.DATA_DIR ?? ".firstring"),
    databaseUrl: given.DATABASE_URL,
    databaseAppUrl: given.DATABASE_APP_URL,
    demo: given.DEMO ?? (production ? "off" : "on"),
    jwtSecret: given.JWT_SECRET,
    encryptionKey: given.ENCRYPTION_KEY,
    signUp: given.SIGN_UP ?? (production ? "closed" : "open"),
    origins: listOf(given.CORS_ORIGINS),
    egressAllow: given.EGRESS_ALLOW,
    proxies: given.TRUST_PROXIES,
    requestsPerMinute: given.REQUESTS_PER_MINUTE,
    logLevel: given.LOG_LEVEL ?? (production ? "info" : "warn"),
    smtp: given.SMTP_URL === undefined ? undefined : { url: given.SMTP_URL, from: given.MAIL_FROM ?? "" },
    twilio: twilioOf(given),
    carriers: carrierKeysOf(given),
    providerUrls: urlsOf(given),
    maps: given.GOOGLE_MAPS_API_KEY === undefined ? undefined : { key: given.GOOGLE_MAPS_API_KEY, baseUrl: given.GOOGLE_MAPS_BASE_URL },
    models: {
      google: key(given.GEMINI_API_KEY, given.GEMINI_BASE_URL, given.GEMINI_MODEL),
      openai: key(given.OPENAI_API_KEY, given.OPENAI_BASE_URL, given.OPENAI_MODEL),
      anthropic: key(given.ANTHROPIC_API_KEY, given.ANTHROPIC_BASE_URL, given.ANTHROPIC_MODEL),
      compatible: given.LLM_BASE_URL === undefined ? undefined : { key: given.LLM_API_KEY ?? "", baseUrl: given.LLM_BASE_URL, model: given.LLM_MODEL },
    },
    modelPrices: Object.fromEntries(
      given.MODEL_PRICES.map((price) => {
        const { name = "", input, output } = PRICE.exec(price)?.groups ?? {};
        return [name, { input: Number(input), output: Number(output) }];
      }),
    ),
  };
}

type Given = z.output<typeof environment>;

/** What a production server must not start without. */
function refuseMissing(given: Given): void {
  const problems: string[] = [];
  if (given.JWT_SECRET === undefined) problems.push("JWT_SECRET must be set in production: make one with `openssl rand -base64 48`.");
  if (given.ENCRYPTION_KEY === undefined)
    problems.push("ENCRYPTION_KEY must be set in production: make one with `openssl rand -base64 48`, and keep it with your backups.");
  if (given.PUBLIC_URL === undefined)
    problems.push("PUBLIC_URL must be set in production: the https address at which carriers and browsers reach this server.");
  if (given.DEMO === "on" || given.DEMO === "quiet") problems.push("DEMO must be off in production: the demo sign-in is known to everybody.");
  if (given.SMTP_URL !== undefined && given.MAIL_FROM === undefined) problems.push("MAIL_FROM must be set with SMTP_URL: the sender's address of every mail.");
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function twilioOf({ TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from, TWILIO_BASE_URL: baseUrl }: Given): Config["twilio"] {
  if (accountSid === undefined && authToken === undefined) return undefined;
  if (accountSid === undefined || authToken === undefined) throw new Error("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN go together: set both, or neither.");
  return { accountSid, authToken, ...(from !== undefined && { from }), ...(baseUrl !== undefined && { baseUrl }) };
}

function urlsOf({ TWILIO_BASE_URL: twilio, TELNYX_BASE_URL: telnyx, VAPI_BASE_URL: vapi, RETELL_BASE_URL: retell }: Given): Config["providerUrls"] {
  return { ...(twilio && { twilio }), ...(telnyx && { telnyx }), ...(vapi && { vapi }), ...(retell && { retell }) };
}

const key = (value: string | undefined, baseUrl: string | undefined, model: string | undefined): ModelKey | undefined =>
  value === undefined ? undefined : { key: value, baseUrl, model };
