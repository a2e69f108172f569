import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelProvider } from "@firstring/contract/call/agent.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseBrain } from "../../../src/brains/choose-brain.ts";
import type { Brain } from "../../../src/ports/brain.ts";
import { realClock } from "../../../src/ports/clock.ts";
import { collect, promptWith, sentencesOf } from "./prompts.ts";

type Fixture = { sse?: unknown[]; status?: number; headers?: Record<string, string>; body?: unknown };
const fixture = (name: string): Fixture => JSON.parse(readFileSync(new URL(`../../fixtures/llm/${name}.json`, import.meta.url), "utf8")) as Fixture;

type Seen = { path: string; headers: IncomingMessage["headers"]; body: Record<string, unknown> };

/** A provider on the loopback that answers everything with one fixture and remembers what it was asked. */
class FakeProvider {
  answer: Fixture | "hang up" | "half" = {};
  seen: Seen[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    this.seen.push({ path: request.url ?? "", headers: request.headers, body: JSON.parse(body) as Record<string, unknown> });
    const answer = this.answer;
    if (answer === "hang up") return void request.socket.destroy();
    if (answer === "half") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(
        `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta: { role: "assistant", content: "First. Then" }, finish_reason: null }] })}\n\n`,
        () => request.socket.destroy(),
      );
      return;
    }
    if (answer.sse === undefined)
      return void response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers }).end(JSON.stringify(answer.body));
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of answer.sse) {
      const named = typeof event === "object" && event !== null && "type" in event ? `event: ${String(event.type)}\n` : "";
      response.write(`${named}data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`);
    }
    response.end();
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const offline: Brain = {
  name: "offline",
  async *respond() {
    yield { type: "sentence", text: "The offline brain speaks." };
  },
};

const wires: { provider: ModelProvider; path: RegExp; key: string; text: string; tool: string; error: string }[] = [
  {
    provider: "openai",
    path: /^\/chat\/completions$/,
    key: "authorization",
    text: "openai-chat-stream-text",
    tool: "openai-chat-stream-tool",
    error: "openai-error-429",
  },
  {
    provider: "compatible",
    path: /^\/chat\/completions$/,
    key: "authorization",
    text: "openai-chat-stream-text",
    tool: "openai-chat-stream-tool",
    error: "openai-error-429",
  },
  {
    provider: "google",
    path: /^\/models\/some-model:streamGenerateContent\?alt=sse$/,
    key: "x-goog-api-key",
    text: "gemini-stream-text",
    tool: "gemini-stream-tool",
    error: "gemini-error-429",
  },
  { provider: "anthropic", path: /^\/messages$/, key: "x-api-key", text: "anthropic-stream-text", tool: "anthropic-stream-tool", error: "anthropic-error-529" },
];

const fake = new FakeProvider();
let baseUrl = "";
beforeAll(async () => {
  baseUrl = await fake.open();
});
afterAll(() => fake.close());

function brainOf(provider: ModelProvider, warned: unknown[] = []): Brain {
  fake.seen = [];
  return chooseBrain(
    { kind: "model", provider, model: "some-model", temperature: 0.3, maxTokens: 200 },
    { offline, accesses: { [provider]: { key: "given", baseUrl } }, clock: realClock, warn: (problem) => warned.push(problem) },
  );
}
const reply = (brain: Brain) =>
  collect(
    brain.respond(
      promptWith({
        transcript: [
          { who: "caller", text: "Bonjour" },
          { who: "tool", id: "t1n0_x", tool: "weather", input: { city: "Laval" }, output: { data: { c: -3 } } },
        ],
      }),
      new AbortController().signal,
    ),
  );

describe.each(wires)("the wire of $provider", ({ provider, path, key, text, tool, error }) => {
  it("streams text", async () => {
    fake.answer = fixture(text);
    expect(sentencesOf(await reply(brainOf(provider)))).toEqual(["Bonjour !"]);
    expect(fake.seen).toHaveLength(1);
    expect(fake.seen[0]?.path).toMatch(path);
    expect(String(fake.seen[0]?.headers[key])).toContain("given");
    const sent = JSON.stringify(fake.seen[0]?.body);
    for (const word of ["Demo Rides", "weather", "Laval"]) expect(sent).toContain(word);
  });

  it("asks for a tool", async () => {
    fake.answer = fixture(tool);
    expect(await reply(brainOf(provider))).toContainEqual({ type: "tool", id: expect.stringMatching(/^t2n0_/), tool: "weather", input: { city: "Paris" } });
  });

  it("falls back in the same turn, after one request, when the provider refuses or breaks off", async () => {
    for (const answer of [fixture(error), "hang up"] as const) {
      const warned: unknown[] = [];
      fake.answer = answer;
      expect(sentencesOf(await reply(brainOf(provider, warned)))).toEqual(["The offline brain speaks."]);
      expect(fake.seen).toHaveLength(1);
      expect(warned).toHaveLength(1);
    }
  });
});

describe("a provider that misbehaves", () => {
  it("is replaced when it blocks the reply", async () => {
    fake.answer = { sse: [fixture("gemini-blocked") as unknown] };
    expect(sentencesOf(await reply(brainOf("google")))).toEqual(["The offline brain speaks."]);
  });

  it("is not replaced in mid-reply: what was said stands", async () => {
    fake.answer = "half";
    expect(sentencesOf(await reply(brainOf("compatible")))).toEqual(["First."]);
  });
});

describe("choosing a brain", () => {
  it("is offline without a key, and for an agent that wants it so", () => {
    const brains = { offline, accesses: {}, clock: realClock, warn: () => undefined };
    expect(chooseBrain({ kind: "offline" }, brains)).toBe(offline);
    for (const { provider } of wires) expect(chooseBrain({ kind: "model", provider, model: "m", temperature: 0, maxTokens: 1 }, brains)).toBe(offline);
  });
});
