import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonId } from "../../src/lib/ids.ts";
import { GRACE_MS } from "../../src/people/refresh.ts";
import { hashSecret } from "../../src/people/secret.ts";
import { SESSION_MS } from "../../src/people/sessions.ts";
import { asOwner } from "../harness/database.ts";
import { refused, type World, world } from "./world.ts";

let here: World;
beforeAll(async () => {
  here = await world({ connections: 10 });
});
afterAll(() => here.close());

const over = refused(401, "invalid_refresh_token");
const reused = refused(401, "refresh_token_reused");

describe("a refresh token", () => {
  it("gives a working token and its successor", async () => {
    const first = await here.join();
    const second = await here.people.refresh(first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.user).toEqual(first.user);
    expect((await here.people.authenticate({ bearer: second.token })).person?.id).toBe(first.userId);
    await here.people.refresh(second.refreshToken);
  });

  it("has one successor, whoever races for it", async () => {
    const racers = 20;
    for (let round = 0; round < 50; round++) {
      const { refreshToken } = await here.join();
      const won = await Promise.all(Array.from({ length: racers }, () => here.people.refresh(refreshToken)));
      expect(new Set(won.map((one) => one.refreshToken)).size).toBe(1);
      const rows = await here.database.db.worker((tx) =>
        tx
          .selectFrom("refresh_tokens")
          .select("hash")
          .where("session_id", "in", (eb) => eb.selectFrom("refresh_tokens").select("session_id").where("hash", "=", hashSecret(refreshToken)))
          .execute(),
      );
      expect(rows.map((row) => row.hash).sort()).toEqual([refreshToken, won[0]!.refreshToken].map(hashSecret).sort());
    }
  });

  it("gives the same successor again within the grace", async () => {
    const first = await here.join();
    const second = await here.people.refresh(first.refreshToken);
    here.clock.advance(GRACE_MS);
    expect((await here.people.refresh(first.refreshToken)).refreshToken).toBe(second.refreshToken);
  });

  it("ends its whole family when it is shown after the grace", async () => {
    const first = await here.join();
    const second = await here.people.refresh(first.refreshToken);
    const third = await here.people.refresh(second.refreshToken);
    here.clock.advance(GRACE_MS + 1);
    await expect(here.people.refresh(first.refreshToken)).rejects.toMatchObject(reused);
    await expect(here.people.refresh(third.refreshToken)).rejects.toMatchObject(over);
    await expect(here.people.authenticate({ bearer: third.token })).rejects.toMatchObject(refused(401, "unauthenticated"));
  });

  it("leaves other sign-ins of the person alone when its own family ends", async () => {
    const first = await here.join();
    const elsewhere = await here.people.enter(first.userId as PersonId, undefined, here.ip());
    await here.people.refresh(first.refreshToken);
    here.clock.advance(GRACE_MS + 1);
    await expect(here.people.refresh(first.refreshToken)).rejects.toMatchObject(reused);
    await here.people.refresh(elsewhere.refreshToken);
  });

  it("cannot outlive its family, however often it is renewed", async () => {
    let { refreshToken } = await here.join();
    for (let day = 0; day < 29; day++) {
      here.clock.advance(SESSION_MS / 30);
      ({ refreshToken } = await here.people.refresh(refreshToken));
    }
    here.clock.advance(SESSION_MS / 30);
    await expect(here.people.refresh(refreshToken)).rejects.toMatchObject(over);
  });

  it("is nothing when it is none of ours", async () => {
    await expect(here.people.refresh("fsr_made-up")).rejects.toMatchObject(over);
  });

  it("ends with signing out, by either token", async () => {
    const one = await here.join();
    await here.people.logOut({ refreshToken: one.refreshToken });
    await expect(here.people.refresh(one.refreshToken)).rejects.toMatchObject(over);
    const other = await here.join();
    const { person } = await here.people.authenticate({ bearer: other.token });
    await here.people.logOut({ session: person?.session });
    await expect(here.people.refresh(other.refreshToken)).rejects.toMatchObject(over);
  });
});

describe("the list of sign-ins", () => {
  it("shows one's own, marks the one that asks, and ends any of them", async () => {
    const first = await here.join();
    const second = await here.people.enter(first.userId as PersonId, undefined, here.ip());
    const { person } = await here.people.authenticate({ bearer: second.token });
    const { rows, total } = await here.people.listSessions(person!, { limit: 20, offset: 0 });
    expect(total).toBe(2);
    expect(rows.filter((row) => row.current).map((row) => row.id)).toEqual([person!.session]);
    await here.people.endSession(person!.id, rows.find((row) => !row.current)!.id);
    await expect(here.people.authenticate({ bearer: first.token })).rejects.toMatchObject(refused(401, "unauthenticated"));
    await here.people.authenticate({ bearer: second.token });
  });

  it("knows nothing of other people's", async () => {
    const mine = (await here.people.authenticate({ bearer: (await here.join()).token })).person!;
    const theirs = await here.join();
    const session = (await here.people.authenticate({ bearer: theirs.token })).person!.session;
    await expect(here.people.endSession(mine.id, session)).rejects.toMatchObject(refused(404, "not_found"));
    await here.people.authenticate({ bearer: theirs.token });
  });
});

it("keeps no token in the database, only hashes", async () => {
  const first = await here.join();
  const second = await here.people.refresh(first.refreshToken);
  const dump = await asOwner(here.database.ownerUrl, async (client) => {
    await client.query("set role firstring_worker");
    return JSON.stringify([(await client.query("select * from refresh_tokens")).rows, (await client.query("select * from sessions")).rows]);
  });
  expect(dump).toContain(hashSecret(second.refreshToken));
  for (const secret of [first.refreshToken, second.refreshToken, first.token, second.token]) expect(dump).not.toContain(secret);
});
