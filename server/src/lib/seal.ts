import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** The program's encryption key, at least 32 bytes, and what is derived from it. */
export type Seal = Readonly<{
  /** AES-256-GCM. `place` (table/column/row) is authenticated: a sealed value moved to another row does not open. */
  seal(plain: string, place: string): string;
  /** @throws when the text was changed, belongs to another place or was sealed with another key. */
  open(sealed: string, place: string): string;
  /** A value that only the holder of the key can compute: the same for the same purpose and text, always. */
  derive(purpose: string, text: string): string;
}>;

const VERSION = "v1";

export function sealWith(encryptionKey: string): Seal {
  if (Buffer.byteLength(encryptionKey) < 32) throw new Error("ENCRYPTION_KEY is shorter than 32 bytes: make one with `openssl rand -base64 48`.");
  const sealing = Buffer.from(hkdfSync("sha256", encryptionKey, "", "firstring seal", 32));
  const deriving = Buffer.from(hkdfSync("sha256", encryptionKey, "", "firstring derive", 32));
  return {
    seal(plain, place) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [VERSION, iv.toString("base64url"), cipher.getAuthTag().toString("base64url"), body.toString("base64url")].join(".");
    },
    open(sealed, place) {
      const [version, iv, tag, body] = sealed.split(".");
      if (version !== VERSION || iv === undefined || tag === undefined || body === undefined) throw new Error("This is not a sealed value.");
      const opener = createDecipheriv("aes-256-gcm", sealing, Buffer.from(iv, "base64url"), { authTagLength: 16 })
        .setAAD(Buffer.from(place))
        .setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([opener.update(Buffer.from(body, "base64url")), opener.final()]).toString("utf8");
    },
    derive: (purpose, text) => createHmac("sha256", deriving).update(`${purpose}\0${text}`).digest("base64url"),
  };
}
