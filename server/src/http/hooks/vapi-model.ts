import { Readable } from "node:stream";
import { type Question, ReplyLine, type ReplyPart } from "../../channels/reply-line.ts";
import { bearerOf, same } from "../../channels/vapi/genuine.ts";
import type { Connect } from "../../engine/engine.ts";
import type { Running } from "../../engine/run-call.ts";
import { type CallId, idOf } from "../../lib/ids.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { HookRequest } from "../hook.ts";
import type { CarrierParts, Host } from "./carrier-parts.ts";

type Asked = Readonly<{
  call: string;
  ours: string;
  theirs: string;
  outbound: boolean;
  messages: readonly { role: string; content: string }[];
}>;

/** Our agents as the custom model of a Vapi assistant: OpenAI's chat completions, streamed, one call of ours behind each call of theirs. */
export function vapiModel(of: CarrierParts) {
  const { engine, clock } = of;
  const reconnect: Connect = ({ report }) => new ReplyLine(report, clock);

  return {
    reconnect,
    /** @throws Refusal 400 not a completion request of a call, 401 without the key, 409 when the call is over */
    async complete(request: HookRequest, slug: string): Promise<Readable> {
      const asked = askedOf(request.raw);
      const host = await of.host({ slug, ...(asked.ours !== "" && { number: asked.ours }) });
      if (host === undefined) throw new Refusal(404, "unknown_tenant", "No business answers at this address.");
      await refuseStranger(request, host);
      const running = await callOf(asked, host);
      if (!(running.line instanceof ReplyLine)) throw new Refusal(409, "call_elsewhere", "This call is not on a custom model.");
      const parts = running.line.answer(questionOf(asked));
      request.signal.addEventListener("abort", () => void parts.return(undefined));
      return Readable.from(streamed(parts, asked.call, Math.floor(clock.nowMs() / 1000)));
    },
  };

  async function refuseStranger({ headers }: HookRequest, { tenant }: Host): Promise<void> {
    const wanted = (await of.credentials(tenant, "vapi"))?.llmKey;
    if (wanted === undefined) {
      if (of.production) throw new Refusal(401, "unsigned", "Set this business's Vapi model key first: nobody is answered without it.");
      return;
    }
    const shown = bearerOf(headers.authorization);
    if (shown === undefined || !same(shown, wanted))
      throw new Refusal(401, "invalid_key", "The bearer key does not fit: check the custom-model credential at Vapi.");
  }

  async function callOf({ call: external, ours, theirs, outbound }: Asked, { tenant, slug }: Host): Promise<Running> {
    const callId = idOf<CallId>("vapi", tenant, external);
    return engine.arrive(
      {
        tenant,
        slug,
        ...(ours !== "" && { number: ours }),
        channel: "vapi",
        direction: outbound ? "outbound" : "inbound",
        from: outbound ? ours : theirs,
        to: outbound ? theirs : ours,
        callId,
        external,
        cause: `vapi ${external}:opened`,
      },
      reconnect,
    );
  }
}

function askedOf(raw: Buffer): Asked {
  try {
    const body = JSON.parse(raw.toString("utf8")) as {
      messages?: { role?: string; content?: unknown }[];
      call?: { id?: string; type?: string };
      phoneNumber?: { number?: string };
      customer?: { number?: string };
    };
    if (typeof body.call?.id !== "string" || !Array.isArray(body.messages)) throw new Error("no call");
    return {
      call: body.call.id,
      outbound: body.call.type === "outboundPhoneCall",
      ours: body.phoneNumber?.number ?? "",
      theirs: body.customer?.number ?? "",
      messages: body.messages.flatMap(({ role, content }) => (typeof role === "string" && typeof content === "string" ? [{ role, content }] : [])),
    };
  } catch {
    throw new Refusal(400, "invalid", "Send a chat completion with messages and the call, as Vapi does with metadataSendMode variable.");
  }
}

/** The number of the caller's turns names the question: asked again, it is the same. */
function questionOf({ call, messages }: Asked): Question {
  const turns = messages.filter(({ role }) => role === "user").length;
  const last = messages.at(-1);
  const lastOurs = messages.findLastIndex(({ role }) => role === "assistant");
  const since = messages
    .slice(lastOurs + 1)
    .filter(({ role }) => role === "user")
    .map(({ content }) => content);
  const asks: Question["asks"] =
    turns === 0 && lastOurs < 0 ? { is: "begin" } : last?.role === "user" ? { is: "said", text: since.join(" ") } : { is: "silence" };
  return { cause: `vapi ${call}:turn:${turns}:${messages.length}`, spoken: messages[lastOurs]?.content, asks };
}

async function* streamed(parts: AsyncGenerator<ReplyPart>, call: string, created: number): AsyncGenerator<string> {
  const chunk = (delta: object, finish: string | null = null): string =>
    `data: ${JSON.stringify({ id: `chatcmpl-${call}`, object: "chat.completion.chunk", created, model: "firstring", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const tool = (name: string, input: object): string =>
    chunk({ tool_calls: [{ index: 0, id: `call_${name}`, type: "function", function: { name, arguments: JSON.stringify(input) } }] });
  let finish = "stop";
  yield chunk({ role: "assistant", content: "" });
  for await (const part of parts) {
    if (part.is === "text") yield chunk({ content: `${part.text} ` });
    else if (part.is === "press") yield tool("dtmf", { dtmf: part.digits });
    else if (part.is === "transfer") yield tool("transferCall", { destination: part.to });
    else yield tool("endCall", {});
    if (part.is !== "text") finish = "tool_calls";
  }
  yield chunk({}, finish);
  yield "data: [DONE]\n\n";
}
