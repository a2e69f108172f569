import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "../lib/refusal.ts";
import type { EdgeConfig } from "./edge-config.ts";
import { failed } from "./failures.ts";
import { SOCKETS_PER_ADDRESS, VISITOR_SOCKETS_PER_ADDRESS } from "./limits.ts";
import type { Parts } from "./parts.ts";
import type { Credentials } from "./sign-in.ts";
import type { Line } from "./socket-events.ts";

/** A page of another site must not open a socket with a visitor's browser. Programs send no origin. */
export function mayConnect({ origin, host }: IncomingHttpHeaders, { origins, publicUrl, mode }: Pick<EdgeConfig, "origins" | "publicUrl" | "mode">): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host: from, hostname } = new URL(origin);
  // In development the dashboard may be served by Vite, from another port of this machine.
  const isLocal = mode === "development" && (hostname === "localhost" || hostname === "127.0.0.1");
  return isLocal || from === host || from === new URL(publicUrl).host || origins.includes(origin);
}

/** Who the other end is: the last address that none of our own proxies wrote. */
export function addressOf(direct: string, forwarded: string | string[] | undefined, proxies: number): string {
  const hops = [...(forwarded ?? "").toString().split(","), direct].map((hop) => hop.trim()).filter((hop) => hop !== "");
  return hops.at(-1 - Math.min(proxies, hops.length - 1)) ?? direct;
}

/** The door: who comes in, how many from one address, and whether they may stay. */
export class Welcome {
  readonly #parts: Parts;
  readonly #inside = new Map<string, { visitors: number; all: number }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws Error with the failure shape as `data`, for Socket.IO's `connect_error`. */
  async enter(line: Line): Promise<void> {
    const { handshake, data } = line;
    try {
      data.address = addressOf(handshake.address, handshake.headers["x-forwarded-for"], this.#parts.config.proxies);
      data.credentials = credentialsOf(handshake.auth);
      data.conversations = {};
      await this.#recognise(line);
      this.#count(line);
    } catch (error) {
      throw Object.assign(new Error("refused"), { data: failed(error) });
    }
  }

  leave({ data }: Line): void {
    const inside = this.#inside.get(data.address);
    if (inside === undefined) return;
    inside.all -= 1;
    if (data.visitor) inside.visitors -= 1;
    if (inside.all === 0) this.#inside.delete(data.address);
  }

  /** Asks again who this is. Where people cannot be asked just now, nobody is put out. */
  async mayStay(line: Line): Promise<boolean> {
    try {
      await this.#recognise(line);
      return true;
    } catch (error) {
      return !(error instanceof Refusal && error.status === 401);
    }
  }

  async #recognise({ data }: Line): Promise<void> {
    if (data.credentials === undefined) delete data.signedIn;
    else data.signedIn = await this.#parts.people.authenticate(data.credentials);
  }

  #count({ data }: Line): void {
    const inside = this.#inside.get(data.address) ?? { visitors: 0, all: 0 };
    const visitor = data.signedIn === undefined;
    if (inside.all >= SOCKETS_PER_ADDRESS || (visitor && inside.visitors >= VISITOR_SOCKETS_PER_ADDRESS)) {
      throw new Refusal(429, "too_many_sockets", "Too many connections from your address: close some pages.");
    }
    data.visitor = visitor;
    this.#inside.set(data.address, { visitors: inside.visitors + (visitor ? 1 : 0), all: inside.all + 1 });
  }
}

function credentialsOf({ token, apiKey }: Record<string, unknown>): Credentials | undefined {
  if (typeof apiKey === "string" && apiKey !== "") return { apiKey };
  return typeof token === "string" && token !== "" ? { bearer: token } : undefined;
}
