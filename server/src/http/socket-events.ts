import { randomBytes } from "node:crypto";
import { staff } from "@firstring/contract/schemas/role.ts";
import { type Acknowledged, type FromClient, fromClient, type ToClient } from "@firstring/contract/schemas/socket.ts";
import type { Server, Socket } from "socket.io";
import type { ChatSays } from "../channels/chat-line.ts";
import type { CallId, TenantId } from "../lib/ids.ts";
import { notFound, Refusal } from "../lib/refusal.ts";
import type { SignedIn } from "../people/authenticate.ts";
import { failed } from "./failures.ts";
import { CHATS_PER_SOCKET, SOCKET_MESSAGES, SOCKET_WINDOW_MS } from "./limits.ts";
import { callFact } from "./live.ts";
import type { Parts } from "./parts.ts";
import { type Credentials, mayAsk } from "./sign-in.ts";
import { textOnly } from "./text-only.ts";
import { openTo } from "./visitors.ts";

/** What is known of one socket. `conversations` are those it takes part in, each with its tenant. */
type Data = {
  address: string;
  visitor: boolean;
  credentials: Credentials | undefined;
  signedIn?: SignedIn;
  conversations: { [call: string]: TenantId };
};
type Events<All> = { [Name in keyof All]: (data: All[Name]) => void };
type Heard = Record<string, (...given: unknown[]) => void>;
export type Io = Server<Heard, Events<ToClient>, Record<string, never>, Data>;
export type Line = Socket<Heard, Events<ToClient>, Record<string, never>, Data>;
type Answer = (acknowledged: Acknowledged) => void;
/** The chats of visitors, each with the secret by which its visitor comes back. */
export type Returning = { tenant: TenantId; secret: string };
type Place = { line: Line; io: Io; parts: Parts; returning: Map<string, Returning> };
type Act<Name extends keyof FromClient> = (given: FromClient[Name], at: Place) => Promise<unknown>;

/** Where everyone listens who works for the business. */
export const floor = (tenant: TenantId): string => `tenant/${tenant}`;
/** Where those listen who take part in a chat. */
const room = (call: CallId | string): string => `call/${call}`;

/** Answers what a socket asks, one failure shape for all that is refused. */
export function serve(io: Io, line: Line, parts: Parts, returning: Map<string, Returning>): void {
  void place(line);
  const within = pace(parts);
  const on = <Name extends keyof FromClient>(name: Name, act: Act<Name>): void => {
    line.on<string>(name, (given: unknown, answer?: unknown) => {
      const told: Answer = typeof answer === "function" ? (answer as Answer) : () => {};
      Promise.resolve()
        .then(() => within())
        .then(() => act(parsed(name, given), { line, io, parts, returning }))
        .then(
          (data) => told({ success: true, data: data ?? null }),
          (error: unknown) => {
            const refused = failed(error);
            if (refused.code === "internal") parts.logger.error({ err: error, event: { name } }, "socket event failed");
            line.emit("error", refused);
            told(refused);
          },
        );
    });
  };
  on("start_conversation", startConversation);
  on("user_message", userMessage);
  on("subscribe", subscribe);
  on("end_conversation", endConversation);
}

/** Puts a socket on its business's floor, or takes it off: staff only. */
export async function place(line: Line): Promise<void> {
  const { signedIn } = line.data;
  const own = signedIn !== undefined && mayAsk({ who: staff, effect: false }, signedIn) ? floor(signedIn.tenant) : undefined;
  for (const joined of line.rooms) if (joined.startsWith("tenant/") && joined !== own) await line.leave(joined);
  if (own !== undefined) await line.join(own);
}

const startConversation: Act<"start_conversation"> = async (
  { agentId, agentInfo, language, isCallSimulator, tenant },
  { line, io, parts: { chat, db }, returning },
) => {
  const { signedIn, conversations } = line.data;
  if (Object.keys(conversations).length >= CHATS_PER_SOCKET) throw new Refusal(429, "too_many_chats", "End another conversation first.");
  const of = signedIn === undefined ? { slug: await openTo(db, tenant) } : { tenant: signedIn.tenant, ...(signedIn.person && { person: signedIn.person.id }) };
  const agent = agentId ?? agentInfo?.id;
  // What the agent says before the socket is in the room is told afterwards.
  const early: ChatSays[] = [];
  let tell = (says: ChatSays): void => void early.push(says);
  const started = await chat.start(
    {
      of,
      simulated: isCallSimulator ?? false,
      ...(agent !== undefined && { agentId: agent }),
      ...(language !== undefined && { language }),
    },
    (says) => tell(says),
  );
  conversations[started.call] = started.tenant;
  await line.join(room(started.call));
  const secret = newSecret();
  if (signedIn === undefined) returning.set(started.call, { tenant: started.tenant, secret });
  const begun = { conversationId: started.call, agent: started.agent, ...(signedIn === undefined && { resume: secret }) };
  line.emit("conversation_started", begun);
  tell = (says) => {
    if (says.name === "conversation_ended") {
      delete conversations[started.call];
      returning.delete(started.call);
    }
    io.to(room(started.call)).emit(says.name, says.data as never);
  };
  early.forEach(tell);
  return begun;
};

const userMessage: Act<"user_message"> = async ({ conversationId, message }, { line, parts: { chat } }) => {
  await chat.say(tenantOf(line, conversationId), conversationId as CallId, message);
};

const endConversation: Act<"end_conversation"> = async ({ conversationId }, { line, parts: { chat } }) => {
  chat.end(tenantOf(line, conversationId), conversationId as CallId);
};

/** Staff get the facts so far and hear the rest on the floor; others come back to a chat of their own. */
const subscribe: Act<"subscribe"> = async ({ callId, resume }, { line, parts: { chat, log }, returning }) => {
  const { signedIn, conversations } = line.data;
  const visited = returning.get(callId);
  if (visited !== undefined && resume === visited.secret) {
    conversations[callId] = visited.tenant;
    await line.join(room(callId));
    return { callId, events: [] };
  }
  if (signedIn === undefined) throw new Refusal(401, "unauthenticated", "Sign in first.");
  const { tenant, person } = signedIn;
  const call = callId as CallId;
  if (person !== undefined && (await chat.isOf(tenant, call, person.id))) {
    conversations[call] = tenant;
    await line.join(room(call));
    if (person.role === "CUSTOMER") return { callId, events: [] };
  } else if (!mayAsk({ who: staff, effect: false }, signedIn)) throw notFound("call");
  const facts = await log.read(tenant, `call/${call}`);
  if (facts.length === 0) throw notFound("call");
  await line.join(room(call));
  return { callId, events: facts.map(callFact) };
};

const newSecret = (): string => randomBytes(32).toString("base64url");

function tenantOf(line: Line, conversation: string): TenantId {
  const tenant = line.data.conversations[conversation];
  if (tenant === undefined) throw notFound("conversation of yours");
  return tenant;
}

function parsed<Name extends keyof FromClient>(name: Name, given: unknown): FromClient[Name] {
  textOnly(name, given);
  const read = fromClient[name].safeParse(given);
  if (read.success) return read.data as FromClient[Name];
  const details = read.error.issues.map(({ path, message }) => ({ path: [name, ...path].join("."), message }));
  throw new Refusal(400, "invalid", `Correct ${details[0]?.path}: ${details[0]?.message}`, details);
}

/** So many messages in a window, no more. */
function pace({ clock }: Parts): () => void {
  let sent = 0;
  let sinceMs = clock.nowMs();
  return () => {
    const nowMs = clock.nowMs();
    if (nowMs - sinceMs >= SOCKET_WINDOW_MS) {
      sent = 0;
      sinceMs = nowMs;
    }
    sent += 1;
    if (sent > SOCKET_MESSAGES)
      throw new Refusal(429, "too_many_requests", "Slow down: wait, then try again.", { retryAfterMs: sinceMs + SOCKET_WINDOW_MS - nowMs });
  };
}
