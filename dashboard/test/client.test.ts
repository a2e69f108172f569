import { listAgents, updateAgent } from "@firstring/contract/routes/agents.ts";
import { getMe } from "@firstring/contract/routes/auth.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { address, call, list } from "../src/api/client.ts";
import { Problem } from "../src/api/problem.ts";
import { keepSession, session } from "../src/api/session.ts";

/** A token that ends at this second since 1970. */
const token = (name: string, exp: number) => `h.${btoa(JSON.stringify({ name, exp }))}.s`;
const FAR = 4_000_000_000;
type Sent = { url: string; method: string; headers: Record<string, string>; body: unknown };

describe("the client", () => {
  let sent: Sent[] = [];
  let answers: (request: Sent) => { status: number; body: unknown };
  beforeEach(() => {
    sent = [];
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const request = {
        url,
        method: init.method ?? "GET",
        headers: init.headers as Record<string, string>,
        body: init.body === undefined ? undefined : JSON.parse(String(init.body)),
      };
      sent.push(request);
      const { status, body } = answers(request);
      return new Response(JSON.stringify(body), { status, headers: { "x-request-id": "r1" } });
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    keepSession(undefined);
  });
  const to = (path: string) => sent.filter(({ url }) => url.startsWith(path));

  test("fills in parameters and query, and leaves out what is not given", () => {
    expect(address("/api/calls/:id/events", { id: "a/b" }, { limit: 5, q: undefined, page: "" })).toBe("/api/calls/a%2Fb/events?limit=5");
  });

  test("gives rows and where they stand", async () => {
    keepSession({ token: token("a", FAR), refreshToken: "r" });
    answers = () => ({ status: 200, body: { success: true, data: [{ id: "1" }], pagination: { total: 9, limit: 1, offset: 0, hasMore: true } } });
    const page = await list(listAgents, { query: { limit: 1 } });
    expect(page.rows).toHaveLength(1);
    expect(page.pagination.total).toBe(9);
    expect(sent[0]).toMatchObject({ url: "/api/agents?limit=1", headers: { authorization: `Bearer ${token("a", FAR)}` } });
  });

  test("a refusal carries the server's words and request id", async () => {
    keepSession({ token: token("a", FAR), refreshToken: "r" });
    answers = () => ({ status: 409, body: { error: true, code: "slot_taken", message: "Choose another time.", requestId: "r9" } });
    const refused = await call(updateAgent, { params: { id: "1" }, body: {} }).catch((problem: unknown) => problem);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ status: 409, code: "slot_taken", message: "Choose another time.", requestId: "r9" });
  });

  test("an ended token is traded once, however many ask at the same time, and each asks again with the new one", async () => {
    keepSession({ token: token("old", 1), refreshToken: "first" });
    answers = ({ url, headers }) => {
      if (url === "/api/auth/refresh") return { status: 200, body: { success: true, token: token("new", FAR), refreshToken: "second" } };
      return headers["authorization"] === `Bearer ${token("new", FAR)}`
        ? { status: 200, body: { success: true, data: { id: "me" } } }
        : { status: 401, body: { error: true, code: "unauthenticated", message: "", requestId: "" } };
    };
    await Promise.all(Array.from({ length: 12 }, () => call(getMe, {})));
    expect(to("/api/auth/refresh").map(({ body }) => body)).toEqual([{ refreshToken: "first" }]);
    expect(session()).toEqual({ token: token("new", FAR), refreshToken: "second" });
  });

  test("a token that was revoked early is traded after the first 401", async () => {
    keepSession({ token: token("revoked", FAR), refreshToken: "first" });
    answers = ({ url, headers }) => {
      if (url === "/api/auth/refresh") return { status: 200, body: { success: true, token: token("new", FAR), refreshToken: "second" } };
      return headers["authorization"]?.includes(token("new", FAR))
        ? { status: 200, body: { success: true, data: { id: "me" } } }
        : { status: 401, body: { error: true, code: "x", message: "x", requestId: "" } };
    };
    await expect(call(getMe, {})).resolves.toEqual({ id: "me" });
  });

  test("when the refresh token is spent, nobody is signed in any more", async () => {
    keepSession({ token: token("old", 1), refreshToken: "spent" });
    answers = () => ({ status: 401, body: { error: true, code: "invalid_token", message: "Sign in again.", requestId: "" } });
    await expect(call(getMe, {})).rejects.toBeInstanceOf(Problem);
    expect(session()).toBeUndefined();
  });

  test("a server that is unwell does not sign anyone out", async () => {
    keepSession({ token: token("old", 1), refreshToken: "kept" });
    answers = () => ({ status: 503, body: { error: true, code: "unavailable", message: "Try later.", requestId: "" } });
    await expect(call(getMe, {})).rejects.toMatchObject({ status: 503 });
    expect(session()?.refreshToken).toBe("kept");
  });

  test("no answer at all is a problem of its own", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await expect(call(getMe, {})).rejects.toMatchObject({ status: 0, code: "unreachable" });
  });
});
