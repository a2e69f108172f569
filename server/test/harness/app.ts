import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "@firstring/contract/schemas/role.ts";
import { type App, compose } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { idOf, type PersonId, type TenantId } from "../../src/lib/ids.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

export type Answer = { status: number; body: unknown; text: string; headers: Headers };
export type Asked = { method?: string; headers?: Record<string, string>; body?: unknown; raw?: string; as?: string };

/** The whole product on a database and a port of its own, with the demo businesses and no simulated callers. */
export type TestApp = {
  app: App;
  /** Without a slash at the end. */
  url: string;
  database: TestDatabase;
  /** `as` is a token; `body` goes as JSON, `raw` as it is. */
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** A person of this role in this business, made where there is none yet. */
  person(tenant: TenantId, role: Role, name?: string): Promise<{ id: PersonId; token: string; refreshToken: string }>;
  stop(): Promise<void>;
};

const PASSWORD = "correct horse battery";
const passwordHash = hashPassword(PASSWORD);

/** Starts the product; `env` overrides its environment. */
export async function startApp(env: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "firstring-app-"));
  const app = await compose(
    readConfig({
      NODE_ENV: "test",
      HOST: "127.0.0.1",
      PORT: "0",
      PUBLIC_URL: "https://calls.example.com",
      DATA_DIR: dataDir,
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.url,
      DEMO: "quiet",
      SIGN_UP: "open",
      REQUESTS_PER_MINUTE: "1000000",
      LOG_LEVEL: "fatal",
      JWT_SECRET: "a secret of the tests, 32 bytes long or more",
      ENCRYPTION_KEY: "another secret of the tests, 32 bytes long or more",
      ...env,
    }),
  );
  const url = `http://127.0.0.1:${app.port}`;

  async function ask(path: string, { method, headers, body, raw, as }: Asked = {}): Promise<Answer> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(url + path, {
      method: method ?? (sent === undefined ? "GET" : "POST"),
      headers: { ...(sent !== undefined && { "content-type": "application/json" }), ...(as !== undefined && { authorization: `Bearer ${as}` }), ...headers },
      ...(sent !== undefined && { body: sent }),
      redirect: "manual",
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, text, headers: answer.headers };
  }

  async function person(tenant: TenantId, role: Role, name = role.toLowerCase()): Promise<{ id: PersonId; token: string; refreshToken: string }> {
    const id = idOf<PersonId>("test person", tenant, name);
    const email = `${name}@${tenant}.example.com`;
    const hash = await passwordHash;
    await database.db.worker(async (tx) => {
      await tx
        .insertInto("persons")
        .values({ id, email, name, phone: null, password_hash: hash, totp_secret: null, created_at: new Date(0) })
        .onConflict((clash) => clash.doNothing())
        .execute();
      await tx
        .insertInto("memberships")
        .values({ tenant_id: tenant, person_id: id, role, created_at: new Date(0) })
        .onConflict((clash) => clash.doNothing())
        .execute();
    });
    const { status, body, text } = await ask("/api/auth/login", { body: { email, password: PASSWORD } });
    if (status !== 200) throw new Error(`sign-in of ${email}: ${status} ${text}`);
    const { token, refreshToken } = body as { token: string; refreshToken: string };
    return { id, token, refreshToken };
  }

  return {
    app,
    url,
    database,
    ask,
    person,
    async stop() {
      await app.stop(Promise.resolve());
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
