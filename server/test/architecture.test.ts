import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** Imports go down only. Parts of one floor do not know each other; on the fourth everything may know everything. */
const FLOORS: readonly (readonly string[])[] = [
  ["contract/src/call", "contract/src/schemas", "contract/src/routes", "server/src/lib"],
  ["server/src/db", "server/src/ports", "server/src/egress"],
  ["log", "engine", "voice", "booking", "campaigns", "people", "agents", "messages", "deliveries", "places", "figures", "providers"].map(
    (part) => `server/src/${part}`,
  ),
  ["channels", "brains", "ears", "voices", "tools", "consumers"].map((part) => `server/src/${part}`),
  ["server/src"],
];
/** Not a floor's business to forbid, each with its reason. */
const ALLOWED_SIDEWAYS: readonly (readonly [from: string, to: string])[] = [
  ["contract/src/schemas", "contract/src/call"], // schemas describe the conversation
  ["contract/src/routes", "contract/src/schemas"], // routes are made of schemas
  ["contract/src/routes", "contract/src/call"],
  ["server/src/lib", "contract/src/call"],
  ["server/src/ports", "server/src/db"], // a port names the transaction it is given
  ["server/src/egress", "server/src/ports"], // the way out is timed by the clock
  ["server/src/db", "server/src/ports"], // rows name the facts and the clock
];
/** One file or folder per provider: these parts are blind to each other also inside their folder. */
const BLIND = ["server/src/channels", "server/src/brains"];

/** What touches time, chance or the network without being asked to, and where it may. */
const EDGES: readonly (readonly [what: string, pattern: RegExp, where: readonly string[]])[] = [
  [
    "reads the clock",
    /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/,
    ["server/src/lib/ids.ts", "server/src/ports/clock.ts", "server/src/doctor/machine.ts", "server/src/doctor/database.ts"],
  ],
  ["rolls dice", /\bMath\.random\b/, []],
  ["waits by itself", /\bset(Timeout|Interval)\s*\(|node:timers/, ["server/src/ports/clock.ts", "server/src/main.ts"]],
  ["goes to the network", /(?<![.\w])fetch\s*\(/, ["server/src/places/google.ts", "server/src/doctor/machine.ts"]],
  ["writes SQL out of text", /\bsql\.(raw|lit)\b/, []],
];
const STYLE: readonly (readonly [what: string, path: RegExp])[] = [
  ["is .tsx, which the server cannot run", /^server\/.*\.tsx$/],
  ["is named after nothing in particular", /(^|[/-])(utils?|helpers?|managers?|services?|misc|common-?utils)\.tsx?$/i],
  ["is a barrel or could become one", /\/index\.ts$/],
];
/** These say what they are about: the services a business sells. */
const NAMED_AFTER_THE_THING = /(^|\/)(services?|[a-z]+ed-service)\.tsx?$|\/http\/api\/[a-z]+-services?\.ts$/;

type Source = { path: string; text: string };
type Import = { line: number; to: string };

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.slice(ROOT.length + 1), entry.name));
}
const read = (path: string): Source => ({ path, text: readFileSync(join(ROOT, path), "utf8") });

/** Comments blanked, line by line, so that what they mention counts for nothing. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " ")).replace(/(^|\s)\/\/.*$/gm, "$1");
const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

function importsOf({ path, text }: Source): Import[] {
  return [...code(text).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map((match) => {
    const name = match[1]!;
    const to = name.startsWith(".") ? posix.join(posix.dirname(path), name) : name.replace(/^@firstring\/contract\//, "contract/src/");
    return { line: lineOf(text, match.index), to };
  });
}

const partOf = (path: string): { floor: number; part: string } | undefined => {
  for (const [floor, parts] of FLOORS.entries()) for (const part of parts) if (path.startsWith(`${part}/`)) return { floor, part };
  return undefined;
};

function floorOffenders(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap(({ line, to }) => {
      const [from, target] = [partOf(source.path), partOf(to)];
      if (from === undefined || target === undefined || from.floor === 4) return [];
      const sideways = ALLOWED_SIDEWAYS.some(([a, b]) => a === from.part && b === target.part);
      const down = target.floor < from.floor && !(target.part === "contract/src/routes");
      return from.part === target.part ? blindness(source.path, to, from.part, line) : down || sideways ? [] : [`${source.path}:${line} imports ${to}`];
    }),
  );
}

/** Inside a blind part a provider's folder may use what lies directly in the part, and not another provider's folder. */
function blindness(path: string, to: string, part: string, line: number): string[] {
  const folder = (of: string) => (of.slice(part.length + 1).includes("/") ? of.slice(part.length + 1).split("/")[0] : undefined);
  const [mine, theirs] = [folder(path), folder(to)];
  return BLIND.includes(part) && mine !== undefined && theirs !== undefined && mine !== theirs ? [`${path}:${line} imports ${to}`] : [];
}

const pureOffenders = (sources: readonly Source[]): string[] =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter(({ to }) => !to.startsWith("contract/src/call/"))
      .map(({ line, to }) => `${source.path}:${line} imports ${to}`),
  );

const edgeOffenders = (sources: readonly Source[]): string[] =>
  EDGES.flatMap(([what, pattern, where]) =>
    sources
      .filter(({ path }) => !where.includes(path))
      .flatMap(({ path, text }) =>
        [...code(text).matchAll(new RegExp(pattern, "g"))].map((match) => `${path}:${lineOf(text, match.index)} ${what}: ${match[0]}`),
      ),
  );

const server = filesBelow("server/src").map(read);
const contract = filesBelow("contract/src").map(read);
const dashboard = filesBelow("dashboard/src").map(read);

describe("the floors", () => {
  test("imports go down only", () => expect(floorOffenders([...server, ...contract])).toEqual([]));
  test("the conversation imports nothing", () => expect(pureOffenders(contract.filter(({ path }) => path.startsWith("contract/src/call/")))).toEqual([]));
  test("the dashboard knows the server by the contract only", () => {
    expect(
      dashboard.flatMap((source) =>
        importsOf(source).flatMap(({ line, to }) => (/^server\/|\/server\/src\//.test(to) ? [`${source.path}:${line} imports ${to}`] : [])),
      ),
    ).toEqual([]);
  });
  test("time, chance, network and raw SQL only at the edges", () => expect(edgeOffenders([...server, ...contract])).toEqual([]));
  test("files are named after what they are about", () => {
    const all = [...server, ...contract, ...dashboard].map(({ path }) => path);
    expect(
      all.flatMap((path) => STYLE.filter(([, pattern]) => pattern.test(path) && !NAMED_AFTER_THE_THING.test(path)).map(([what]) => `${path} ${what}`)),
    ).toEqual([]);
  });
  test("tests script the ports and do not replace modules, nor wait by the clock", () => {
    const tests = [...filesBelow("server/test"), ...filesBelow("contract/test")].map(read);
    const forbidden = /\bvi\.(mock|doMock)\(|\bit\.only\(|\btest\.only\(|setTimeout\((resolve|done|ok|r)\b/g;
    const offenders = tests.flatMap(({ path, text }) => [...code(text).matchAll(forbidden)].map((match) => `${path}:${lineOf(text, match.index)} ${match[0]}`));
    expect(offenders.filter((offender) => !offender.startsWith("server/test/architecture.test.ts"))).toEqual([]);
  });
});

describe("an offender is named with its line", () => {
  const one = (path: string, text: string): Source[] => [{ path, text }];
  test("up, sideways and between providers", () => {
    expect(floorOffenders(one("server/src/lib/a.ts", '\nimport { x } from "../db/db.ts";'))).toEqual(["server/src/lib/a.ts:2 imports server/src/db/db.ts"]);
    expect(floorOffenders(one("server/src/booking/a.ts", 'import { x } from "../people/b.ts";'))).toHaveLength(1);
    expect(floorOffenders(one("server/src/tools/a.ts", 'import type { x } from "../channels/b.ts";'))).toHaveLength(1);
    expect(floorOffenders(one("server/src/channels/twilio/a.ts", 'import { x } from "../vapi/b.ts";'))).toHaveLength(1);
    expect(floorOffenders(one("server/src/engine/a.ts", 'const x = await import("../app.ts");'))).toHaveLength(1);
    expect(floorOffenders(one("server/src/channels/twilio/a.ts", 'import { x } from "../heard.ts"; import { y } from "../../booking/b.ts";'))).toEqual([]);
    expect(floorOffenders(one("server/src/http/a.ts", 'import { x } from "../channels/b.ts";'))).toEqual([]);
    expect(pureOffenders(one("contract/src/call/a.ts", 'import { z } from "zod";'))).toEqual(["contract/src/call/a.ts:1 imports zod"]);
  });
  test("time, chance, network, raw SQL, and not what a comment says of them", () => {
    const bad = ["Date.now()", "new Date()", "Math.random()", "setTimeout(f, 1)", "await fetch(url)", "sql.raw(text)"];
    for (const text of bad) expect(edgeOffenders(one("server/src/booking/a.ts", `\n${text}`)), text).toHaveLength(1);
    expect(
      edgeOffenders(one("server/src/booking/a.ts", "// Date.now()\n/* fetch(x)\n Math.random() */ new Date(nowMs); client.fetch(x); prefetch(y)")),
    ).toEqual([]);
  });
});
