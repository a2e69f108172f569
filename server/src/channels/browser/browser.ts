import { createHmac, timingSafeEqual } from "node:crypto";
import type { AgentSpec, Language } from "@firstring/contract/call/agent.ts";
import { CALLER } from "@firstring/contract/call/event.ts";
import { type BrowserSays, browserSays, type ServerSays } from "@firstring/contract/schemas/spoken.ts";
import type { WebSocket } from "ws";
import type { Connect, Engine } from "../../engine/engine.ts";
import type { Running } from "../../engine/run-call.ts";
import type { CallId, PersonId, TenantId } from "../../lib/ids.ts";
import { notFound, Refusal } from "../../lib/refusal.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Report } from "../../ports/line.ts";
import { Tickets } from "../tickets.ts";
import { BrowserLine, type Speak, type Wire } from "./browser-line.ts";

export type TalkOrder = Readonly<{
  of: { tenant: TenantId; person?: PersonId } | { slug: string };
  agentId?: string;
  language?: Language;
  /** Comes back to this call instead. */
  resume?: string;
}>;

export type BrowserParts = Readonly<{
  engine: Engine;
  clock: Clock;
  /** Signs what a browser shows to come back to its call. */
  secret: string;
  keep: (tenant: TenantId, call: CallId, person: PersonId) => Promise<void>;
  hears: () => readonly Language[];
  speaks: () => readonly Language[];
  speak: (of: { tenant: TenantId; call: CallId; agent: AgentSpec; report: Report }) => Speak;
  warn: (problem: unknown, what: string) => void;
}>;

/** Calls by browser: spoken over a WebSocket, because it passes every proxy and needs no relay; or written on the same socket. */
export type Browser = {
  /** @throws Refusal 503 when too many are out, 404 when what is resumed is unknown. */
  ticket(order: TalkOrder): { token: string; hears: Language[]; speaks: Language[] };
  open(socket: WebSocket): void;
  reconnect: Connect;
};

type Admitted = Omit<TalkOrder, "resume"> & { back?: { tenant: TenantId; call: CallId } };

export function browser(parts: BrowserParts): Browser {
  const { engine, clock, warn } = parts;
  const tickets = new Tickets<Admitted>(clock);
  const lineOf: Connect = ({ tenant, call, agent, report }) => new BrowserLine(report, clock, parts.speak({ tenant, call, agent, report }));
  const reconnect: Connect = (connection) => {
    // Nobody can say how much of it was heard; what matters is asked again.
    for (const { id } of connection.state.speaking) connection.report({ event: { type: "speech.stopped", speech: id, heard: "" } });
    return lineOf(connection);
  };

  return {
    reconnect,
    ticket({ resume, ...order }) {
      const back = resume === undefined ? undefined : returning(resume);
      return { token: tickets.issue({ ...order, ...(back && { back }) }), hears: [...parts.hears()], speaks: [...parts.speaks()] };
    },
    open(socket) {
      const late = clock.after(START_MS, () => refuse(socket, "no_start", "Nothing was said in time."));
      socket.on("error", (error) => warn(error, "a browser's socket broke"));
      socket.once("close", () => late.cancel());
      socket.once("message", (data: Buffer, binary: boolean) => {
        late.cancel();
        const says = binary ? undefined : read(data);
        if (says?.type !== "start") return refuse(socket, "no_start", "The first message must be `start` with a ticket.");
        const admitted = tickets.take(says.token);
        if (admitted === undefined) return refuse(socket, "bad_ticket", "This ticket was used or is too old: ask for another at POST /api/talk.");
        begin(socket, admitted, says.sound).catch((error: unknown) => {
          if (!(error instanceof Refusal)) warn(error, "a browser's call did not begin");
          const { code, message } = error instanceof Refusal ? error : { code: "failed", message: "The call could not be begun: try again." };
          refuse(socket, code, message);
        });
      });
    },
  };

  async function begin(socket: WebSocket, admitted: Admitted, sound: boolean): Promise<void> {
    const early: { data: Buffer; binary: boolean }[] = [];
    const keepEarly = (data: Buffer, binary: boolean) => void (early.length < MOST_EARLY && early.push({ data, binary }));
    socket.on("message", keepEarly);
    const running = admitted.back === undefined ? await arrive(admitted) : await engine.resume(admitted.back.tenant, admitted.back.call, reconnect);
    if (running === undefined) throw new Refusal(409, "call_ended", "This call has ended: start another.");
    const { line } = running;
    if (!(line instanceof BrowserLine)) throw new Refusal(422, "not_a_browser", "This conversation is not a browser's.");
    const wire = wireOf(socket, sound);
    const { opened } = running.state();
    wire.send({
      type: "started",
      call: running.call,
      agent: { id: opened?.agent.id ?? "", name: opened?.agent.name ?? "" },
      resume: resumeOf(running.tenant, running.call),
    });
    line.attach(wire);
    const take = (data: Buffer, binary: boolean) => {
      if (binary) return line.hear(data);
      const says = read(data);
      if (says !== undefined && says.type !== "start") line.take(says);
    };
    socket.off("message", keepEarly);
    socket.on("message", take);
    socket.on("close", () => line.detach(wire));
    if (socket.readyState !== socket.OPEN) line.detach(wire);
    for (const { data, binary } of early) take(data, binary);
    if (admitted.back === undefined) running.report({ event: { type: "leg.answered", leg: CALLER, by: "human" } });
  }

  async function arrive({ of, agentId, language }: Admitted): Promise<Running> {
    const running = await engine.arrive(
      {
        ...("slug" in of ? { slug: of.slug } : { tenant: of.tenant }),
        ...(agentId !== undefined && { agentId }),
        ...(language !== undefined && { language }),
        channel: "browser",
        direction: "inbound",
        from: "",
        to: "",
      },
      lineOf,
    );
    if ("person" in of && of.person !== undefined) await parts.keep(running.tenant, running.call, of.person);
    return running;
  }

  function signed(text: string): string {
    return createHmac("sha256", parts.secret).update(`browser/${text}`).digest("base64url");
  }
  function resumeOf(tenant: TenantId, call: CallId): string {
    return `${tenant}.${call}.${signed(`${tenant}.${call}`)}`;
  }
  function returning(resume: string): { tenant: TenantId; call: CallId } {
    const [tenant = "", call = "", proof = ""] = resume.split(".");
    const [given, real] = [Buffer.from(proof), Buffer.from(signed(`${tenant}.${call}`))];
    if (given.length !== real.length || !timingSafeEqual(given, real)) throw notFound("call to come back to");
    return { tenant: tenant as TenantId, call: call as CallId };
  }
}

function wireOf(socket: WebSocket, sound: boolean): Wire {
  const open = () => socket.readyState === socket.OPEN && socket.bufferedAmount < MOST_UNSENT;
  return {
    sound,
    send: (message) => void (socket.readyState === socket.OPEN && socket.send(JSON.stringify(message))),
    play: (frame) => void (open() && socket.send(frame, { binary: true })),
    close: () => socket.close(1000),
  };
}

function refuse(socket: WebSocket, code: string, message: string): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: "refused", code, message } satisfies ServerSays));
  socket.close(4403);
}

function read(data: Buffer): BrowserSays | undefined {
  try {
    return browserSays.safeParse(JSON.parse(data.toString("utf8"))).data;
  } catch {
    return undefined; // garbage is no message
  }
}

/** A socket that does not say who it is holds nothing open for long. */
const START_MS = 10_000;
/** Frames that arrive while the call is being opened. */
const MOST_EARLY = 250;
/** A browser that takes nothing for this long (about ten seconds of sound) loses sound rather than our memory. */
const MOST_UNSENT = 320_000;
