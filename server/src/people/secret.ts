import { createHash, randomBytes } from "node:crypto";

/** What starts a secret of ours, so that people and secret scanners recognise it. */
export type SecretPrefix = "fsk_" | "fsr_" | "fsi_" | "fsp_";

/** A new secret of 256 random bits, in URL-safe text. It is shown once; only its hash is kept. */
export const newSecret = (prefix: SecretPrefix): string => prefix + randomBytes(32).toString("base64url");

/** What is kept of a secret. No salt and no stretching: 256 random bits cannot be guessed. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
