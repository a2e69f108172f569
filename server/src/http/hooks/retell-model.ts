import { type Question, ReplyLine, type ReplyPart } from "../../channels/reply-line.ts";
import { same } from "../../channels/vapi/genuine.ts";
import type { Connect } from "../../engine/engine.ts";
import type { Running } from "../../engine/run-call.ts";
import { type CallId, idOf } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { CarrierParts, Host } from "./carrier-parts.ts";

/** What the socket needs of `ws`, or of a test. */
export type TextSocket = {
  send(text: string): void;
  close(code: number): void;
  onText(take: (text: string) => void): void;
  onGone(gone: () => void): void;
};

/** How often Retell wants to hear that we are there, in milliseconds: it reconnects after 5 s without a word. */
const PING_MS = 2_000;
const WAIT_FOR_DETAILS_MS = 1_500;

/** Our agents as the custom model of a Retell agent: its socket asks for each reply, with the whole transcript. */
export function retellModel(of: CarrierParts) {
  const { engine, clock, logger } = of;
  const reconnect: Connect = ({ report }) => new ReplyLine(report, clock);
  return { reconnect, admit, serve };

  /**
   * May this socket in? Retell does not sign it, so the last part of the address is `<call id>` after a secret: `/llm/retell/<slug>/<secret>/<call id>`,
   * or `?token=`. @throws Refusal 401, 404
   */
  async function admit(slug: string, token: string | undefined): Promise<Host> {
    const host = await of.host({ slug });
    if (host === undefined) throw new Refusal(404, "unknown_tenant", "No business answers at this address.");
    const wanted = (await of.credentials(host.tenant, "retell"))?.llmToken;
    if (wanted === undefined) {
      if (of.production) throw new Refusal(401, "unsigned", "Set this business's Retell model token first.");
      return host;
    }
    if (token === undefined || !same(token, wanted)) throw new Refusal(401, "invalid_key", "The token in the address does not fit.");
    return host;
  }

  function serve(socket: TextSocket, host: Host, external: string): void {
    let running: Promise<Running> | undefined;
    let newest = -1;
    let over = false;
    const send = (message: object): void => {
      if (!over) socket.send(JSON.stringify(message));
    };
    send({ response_type: "config", config: { auto_reconnect: true, call_details: true } });
    let ping = clock.after(PING_MS, beat);
    // An account that sends no details still gets its greeting.
    const impatience = clock.after(WAIT_FOR_DETAILS_MS, () => begin({}));

    socket.onText((text) => {
      void take(text).catch((err: unknown) => {
        logger.error({ err, call: external }, "a message of Retell's model socket could not be answered");
        socket.close(1011);
      });
    });
    socket.onGone(() => {
      over = true;
      ping.cancel();
      impatience.cancel();
    });

    function beat(): void {
      send({ response_type: "ping_pong", timestamp: clock.nowMs() });
      ping = clock.after(PING_MS, beat);
    }

    function begin(details: { from_number?: string; to_number?: string; direction?: string }): Promise<Running> {
      impatience.cancel();
      if (running !== undefined) return running;
      const outbound = details.direction === "outbound";
      const ours = (outbound ? details.from_number : details.to_number) ?? "";
      const opening = engine.arrive(
        {
          tenant: host.tenant,
          slug: host.slug,
          ...(ours !== "" && { number: ours }),
          channel: "retell",
          direction: outbound ? "outbound" : "inbound",
          from: details.from_number ?? "",
          to: details.to_number ?? "",
          callId: idOf<CallId>("retell", host.tenant, external),
          external,
          cause: `retell ${external}:opened`,
        },
        reconnect,
      );
      running = opening;
      // A socket that comes back in mid-call is answered when it asks; a new one is greeted.
      void opening
        .then((call) =>
          call.state().turn === 0 ? answer(call, 0, { cause: `retell ${external}:begin`, spoken: undefined, asks: { is: "begin" } }) : undefined,
        )
        .catch((err: unknown) => {
          logger.warn({ err, call: external }, "a Retell call could not be begun");
          socket.close(1011);
        });
      return opening;
    }

    async function take(text: string): Promise<void> {
      const message = JSON.parse(text) as {
        interaction_type?: string;
        response_id?: number;
        call?: Record<string, string>;
        transcript?: { role: string; content: string }[];
      };
      if (message.interaction_type === "call_details") return void (await begin(message.call ?? {}));
      if (message.interaction_type !== "response_required" && message.interaction_type !== "reminder_required") return;
      const call = await begin({});
      const id = message.response_id ?? 0;
      newest = Math.max(newest, id);
      const said = message.transcript ?? [];
      const ours = said.findLastIndex(({ role }) => role === "agent");
      const theirs = said.slice(ours + 1).flatMap(({ role, content }) => (role === "user" ? [content] : []));
      const asks: Question["asks"] =
        message.interaction_type === "response_required" && theirs.length > 0 ? { is: "said", text: theirs.join(" ") } : { is: "silence" };
      await answer(call, id, { cause: `retell ${external}:response:${id}`, spoken: said[ours]?.content, asks });
    }

    async function answer(call: Running, id: number, question: Question): Promise<void> {
      if (!(call.line instanceof ReplyLine)) throw new Error("this call is not on a custom model");
      let last: ReplyPart | undefined;
      for await (const part of call.line.answer(question)) {
        if (id < newest) return; // a newer question makes this reply worthless
        if (part.is === "text") send({ response_type: "response", response_id: id, content: `${part.text} `, content_complete: false });
        else last = part;
      }
      if (id >= newest) send({ response_type: "response", response_id: id, content: "", content_complete: true, ...endingOf(last) });
    }
  }
}

function endingOf(part: ReplyPart | undefined): object {
  if (part?.is === "end") return { end_call: true };
  if (part?.is === "transfer") return { transfer_number: part.to };
  if (part?.is === "press") return { digit_to_press: part.digits };
  return {};
}
