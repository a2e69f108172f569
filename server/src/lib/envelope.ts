import { randomBytes } from "node:crypto";
import { type Seal, sealWith } from "./seal.ts";

/**
 * A value sealed with a key of its own, which is sealed with the program's: to change the program's key only the small
 * keys are sealed anew. `place` (tenant/table/column/row) is authenticated in both, so neither opens anywhere else.
 */
export function sealInEnvelope(seal: Seal, plain: string, place: string): string {
  const key = randomBytes(32).toString("base64url");
  return `${seal.seal(key, `${place}/key`)}~${sealWith(key).seal(plain, place)}`;
}

/** @throws when the text was changed, belongs to another place or was sealed with another key. */
export function openEnvelope(seal: Seal, sealed: string, place: string): string {
  const [key, body] = sealed.split("~");
  if (key === undefined || body === undefined) throw new Error("This is not a sealed envelope.");
  return sealWith(seal.open(key, `${place}/key`)).open(body, place);
}
