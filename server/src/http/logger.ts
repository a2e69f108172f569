import { type DestinationStream, type Logger, pino } from "pino";
import type { EdgeConfig } from "./edge-config.ts";

/** Never in a log: what opens doors, and what people say. */
const SECRET = ["authorization", "cookie", "password", "token", "refreshToken", "secret", "apiKey", "otp", "signature"];
const SPEECH = ["text", "heard", "transcript", "message", "personality", "instructions"];
const HEADERS = [
  "authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "x-twilio-signature",
  "telnyx-signature-ed25519",
  "x-retell-signature",
  "x-vapi-signature",
];
/** Where Postgres repeats the row it refused. */
const ROWS = ["detail", "where", "parameters"];

/** Structured logs; in development on a terminal they are made readable. */
export function makeLogger(mode: EdgeConfig["mode"], level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: {
      paths: [
        ...HEADERS.flatMap((name) => [`headers["${name}"]`, `*.headers["${name}"]`]),
        ...[...SECRET, ...SPEECH].flatMap((name) => [`body.${name}`, `event.${name}`, `*.body.${name}`, `*.event.${name}`]),
        ...SECRET.flatMap((name) => [name, `*.${name}`]),
        ...ROWS.map((name) => `err.${name}`),
      ],
      censor: "[redacted]",
    },
  };
  if (destination !== undefined) return pino(options, destination);
  if (mode !== "development" || !process.stdout.isTTY) return pino(options);
  return pino({ ...options, transport: { target: "pino-pretty", options: { ignore: "pid,hostname,reqId,req,res", translateTime: "HH:MM:ss" } } });
}
