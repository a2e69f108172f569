import { createHmac, timingSafeEqual } from "node:crypto";

/** RFC 6238 with what every authenticator app speaks: SHA-1, six digits, steps of 30 s. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** One step early or late: clocks of telephones drift, and people type slowly. */
const DRIFT = 1;

export type TotpHash = "sha1" | "sha256" | "sha512";

/** The code of one time step (RFC 4226 with the step as counter). */
export function totpCode(secret: Buffer, step: number, digits = DIGITS, hash: TotpHash = "sha1"): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(hash, secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

export const totpStep = (nowMs: number): number => Math.floor(nowMs / STEP_MS);

/** The time step the code belongs to, if it is one of now and later than `after` (a code works once). */
export function totpMatch(secret: Buffer, code: string, nowMs: number, after: number): number | undefined {
  const now = totpStep(nowMs);
  for (let step = now - DRIFT; step <= now + DRIFT; step++) {
    if (step > after && sameText(totpCode(secret, step), code)) return step;
  }
  return undefined;
}

/** What an authenticator app scans. */
export function totpUri(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`;
}

/** RFC 4648 base32 without padding, as authenticator apps expect it. */
export function base32(bytes: Buffer): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
