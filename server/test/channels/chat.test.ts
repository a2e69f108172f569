import { describe, expect, it } from "vitest";
import { chat } from "../../src/channels/chat.ts";
import { ChatLine, type ChatSays } from "../../src/channels/chat-line.ts";
import { Engine } from "../../src/engine/engine.ts";
import { nobodyElse } from "../../src/engine/owners.ts";
import { type CallId, newId, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { memoryLog } from "../../src/log/memory.ts";
import type { Brain } from "../../src/ports/brain.ts";
import type { Caused } from "../../src/ports/line.ts";
import { agentOf, asks, scriptedBrain, scriptedTool, sentence } from "../engine/scripted.ts";
import { manualClock } from "../harness/clock.ts";
import { wordsLineContract } from "./words-line.ts";

wordsLineContract("chat", () => {
  const clock = manualClock();
  const reported: Caused[] = [];
  const heard: string[] = [];
  const line = new ChatLine(
    "c" as CallId,
    (caused) => reported.push(caused),
    clock,
    (says) => {
      if (says.name === "ai_response") heard.push(says.data.message);
    },
  );
  return { line, reported, begin: () => void line.turn(), listenToEnd: () => undefined, heard: () => heard, leaks: () => clock.waiting() };
});

const tenant = newId<TenantId>();
const person = newId<PersonId>();

function world(brain: Brain) {
  const clock = manualClock();
  const log = memoryLog();
  const end = scriptedTool("end_call", true, false, () => ({ goodbye: true }));
  const engine = new Engine({
    log,
    clock,
    owners: nobodyElse,
    ended: async () => {},
    reception: async () => ({ tenant, agent: agentOf([end]) }),
    brain: () => brain,
    tools: new Map([["end_call", end]]),
    warn: () => undefined,
  });
  const kept = new Map<CallId, PersonId>();
  const owners = {
    keep: async (_: TenantId, call: CallId, who: PersonId) => void kept.set(call, who),
    isOf: async (_: TenantId, call: CallId, who: PersonId) => kept.get(call) === who,
  };
  return { chat: chat(engine, owners, clock), engine, clock, log };
}
const mine = { of: { tenant, person }, simulated: false } as const;

describe("a written conversation", () => {
  it("greets, answers in the same request, shows who is typing, and belongs to whoever began it", async () => {
    const { chat: chats } = world(scriptedBrain(() => [sentence("We open at eight."), sentence("Anything else?")]));
    const told: ChatSays[] = [];
    const begun = await chats.start(mine, (says) => told.push(says));
    expect(begun.greeting).toEqual(["Hello."]);
    expect(await chats.isOf(tenant, begun.call, person)).toBe(true);
    expect(await chats.converse(tenant, begun.call, "When do you open?")).toEqual(["We open at eight.", "Anything else?"]);
    expect(told.map((says) => (says.name === "typing" ? says.data.typing : says.name))).toEqual([
      true,
      "ai_response",
      false,
      true,
      "ai_response",
      "ai_response",
      false,
    ]);
  });

  it("begins in the visitor's language", async () => {
    const { chat: chats } = world(scriptedBrain());
    expect((await chats.start({ ...mine, language: "fr" })).greeting).toEqual(["Bonjour."]);
  });

  it("hears the same message twice as one", async () => {
    const brain = scriptedBrain();
    const { chat: chats, clock } = world(brain);
    const { call } = await chats.start(mine);
    await chats.converse(tenant, call, "Hello", "key 1");
    const again = chats.converse(tenant, call, "Hello", "key 1");
    for (let i = 0; i < 20; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    clock.advance(25_000);
    expect(await again).toEqual([]);
    expect(brain.prompts).toHaveLength(1);
  });

  it("ends when the agent says goodbye and when the visitor leaves, and leaves nothing behind", async () => {
    const { chat: chats, engine, clock } = world(scriptedBrain(() => [sentence("Goodbye."), asks("end_call", "1")]));
    const told: string[] = [];
    const first = await chats.start(mine, ({ name }) => told.push(name));
    const second = await chats.start(mine);
    const running = [first, second].map(({ call }) => engine.find(call)?.done);
    expect(await chats.converse(tenant, first.call, "Thanks, bye")).toEqual(["Goodbye."]);
    chats.end(tenant, second.call);
    await Promise.all(running);
    expect(told.at(-1)).toBe("conversation_ended");
    expect(engine.live).toEqual([]);
    expect(clock.waiting()).toBe(0);
    await expect(chats.converse(tenant, first.call, "Still there?")).rejects.toMatchObject({ status: 404 });
  });

  it("goes on in another process", async () => {
    const brain = scriptedBrain();
    const { chat: chats, engine } = world(brain);
    const { call } = await chats.start(mine);
    await chats.converse(tenant, call, "Hello");
    const running = engine.find(call);
    running?.release();
    await running?.done;
    expect(await chats.converse(tenant, call, "Hello again")).toEqual(["And then?"]);
  });

  it("is nobody else's", async () => {
    const { chat: chats } = world(scriptedBrain());
    const { call } = await chats.start(mine);
    await expect(chats.say(newId<TenantId>(), call, "Hello")).rejects.toMatchObject({ status: 404 });
    chats.end(newId<TenantId>(), call);
    expect(await chats.converse(tenant, call, "Hello")).toEqual(["And then?"]);
  });
});
