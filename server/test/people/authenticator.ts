import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { CreationOptions, PasskeyDraft, PasskeyLogin, RequestOptions } from "@firstring/contract/schemas/passkey.ts";

/** What may go wrong, on purpose. */
export type Lie = Partial<{
  origin: string;
  rpId: string;
  challenge: string;
  type: string;
  userVerified: boolean;
  userHandle: string | undefined;
  counter: number;
  fmt: string;
  key: KeyObject;
}>;

/** A device with one passkey (ES256), in software, and the browser before it. */
export type Authenticator = {
  readonly id: string;
  create(options: CreationOptions, lie?: Lie): PasskeyDraft["credential"];
  /** Counts on with every signature, unless it `counts` not. */
  get(options: RequestOptions, lie?: Lie): PasskeyLogin["credential"];
};

export function authenticator(origin: string, { counts = true } = {}): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rawId = randomBytes(32);
  const id = rawId.toString("base64url");
  const named = { id, rawId: id, type: "public-key" as const };
  let counter = 0;
  let user: string | undefined;
  return {
    id,
    create({ challenge, rp, user: { id: handle } }, lie = {}) {
      user = handle;
      const credential = Buffer.concat([randomBytes(16), uint(rawId.length, 2), rawId, cose(publicKey)]);
      const authData = Buffer.concat([head(lie.rpId ?? rp.id, ATTESTED | verified(lie), counter), credential]);
      const attestationObject = map([text("fmt"), text(lie.fmt ?? "none")], [text("attStmt"), map()], [text("authData"), bytes(authData)]);
      return {
        ...named,
        response: {
          clientDataJSON: clientData({ type: "webauthn.create", challenge, origin, ...lie }),
          attestationObject: attestationObject.toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    get({ challenge, rpId }, lie = {}) {
      counter = lie.counter ?? counter + (counts ? 1 : 0);
      const authData = head(lie.rpId ?? rpId, verified(lie), counter);
      const clientDataJSON = clientData({ type: "webauthn.get", challenge, origin, ...lie });
      const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
      const userHandle = "userHandle" in lie ? lie.userHandle : user;
      return {
        ...named,
        response: {
          clientDataJSON,
          authenticatorData: authData.toString("base64url"),
          signature: sign("sha256", signed, lie.key ?? privateKey).toString("base64url"),
          ...(userHandle !== undefined && { userHandle }),
        },
      };
    },
  };
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;
const verified = ({ userVerified = true }: Lie): number => PRESENT | (userVerified ? VERIFIED : 0);

const sha256 = (data: Buffer | string): Buffer => createHash("sha256").update(data).digest();
const clientData = ({ type, challenge, origin }: { type: string; challenge: string; origin: string }): string =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString("base64url");
const head = (rpId: string, flags: number, counter: number): Buffer => Buffer.concat([sha256(rpId), Buffer.from([flags]), uint(counter, 4)]);

function cose(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const at = (name: string) => bytes(Buffer.from(name, "base64url"));
  // kty EC2, alg ES256, crv P-256, x, y
  return map([int(1), int(2)], [int(3), int(-7)], [int(-1), int(1)], [int(-2), at(x)], [int(-3), at(y)]);
}

/** CBOR (RFC 8949), as much as an authenticator says, in its shortest form. */
const map = (...pairs: [Buffer, Buffer][]): Buffer => Buffer.concat([start(5, pairs.length), ...pairs.flat()]);
const text = (value: string): Buffer => Buffer.concat([start(3, value.length), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([start(2, value.length), value]);
const int = (value: number): Buffer => (value < 0 ? start(1, -1 - value) : start(0, value));
const start = (major: number, size: number): Buffer => {
  if (size < 24) return uint((major << 5) | size, 1);
  return size < 256 ? Buffer.from([(major << 5) | 24, size]) : Buffer.concat([uint((major << 5) | 25, 1), uint(size, 2)]);
};

function uint(value: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  buffer.writeUIntBE(value, 0, length);
  return buffer;
}
