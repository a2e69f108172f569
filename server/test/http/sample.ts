import { randomUUID } from "node:crypto";
import { z } from "zod";

type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  format?: string;
  pattern?: string;
  default?: unknown;
  example?: unknown;
  $ref?: string;
  $defs?: Record<string, Schema>;
};

/** Where a text may stand in a body: the way to it, e.g. `["greeting", "en"]`. */
export type TextPlace = readonly (string | number)[];

/** Bodies of a schema, the places in it that hold text, and a body with another text at one of them; what an example leaves out is made up there. */
export type Sample = {
  /** The schema's own example, else one made up. */
  body: unknown;
  /** One made up, with every member. */
  made: unknown;
  texts: TextPlace[];
  saying(place: TextPlace, text: string): unknown;
};

export function sample(of: z.ZodType): Sample {
  const schema = z.toJSONSchema(of, { io: "input", unrepresentable: "any" }) as Schema;
  const texts: TextPlace[] = [];
  const made = value(schema, [], schema.$defs ?? {}, texts);
  const body = schema.example ?? made;
  return {
    body,
    made,
    texts,
    saying([first = "", ...rest], text) {
      const given = isObject(body) ? body : {};
      return withText({ ...given, [first]: given[first as string] ?? (isObject(made) ? made[first as string] : {}) }, [first, ...rest], text);
    },
  };
}

function value(schema: Schema, path: TextPlace, defs: Record<string, Schema>, texts: TextPlace[], depth = 0): unknown {
  if (schema.$ref !== undefined) return depth > 6 ? null : value(defs[schema.$ref.slice("#/$defs/".length)] ?? {}, path, defs, texts, depth + 1);
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice !== undefined) return value(choice, path, defs, texts, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) {
    texts.push(path);
    return schema.enum[0];
  }
  switch (schema.type) {
    case "object":
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, value(inner, [...path, name], defs, texts, depth + 1)]));
    case "array":
      return schema.items === undefined ? [] : [value(schema.items, [...path, 0], defs, texts, depth + 1)];
    case "string":
      texts.push(path);
      return schema.example ?? words(schema);
    case "integer":
    case "number":
      return schema.example ?? schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function words({ format, pattern, minLength = 1 }: Schema): string {
  if (format === "uuid") return randomUUID();
  if (format === "email") return `${randomUUID()}@example.com`;
  if (format === "date-time") return "2030-01-15T10:00:00.000-05:00";
  if (format === "date") return "2030-01-15";
  if (pattern?.startsWith("^\\+") ?? false)
    return `+1514555${Math.abs(hash(randomUUID()) % 10_000)
      .toString()
      .padStart(4, "0")}`;
  if (pattern?.includes(":") ?? false) return "10:00";
  return "word".padEnd(minLength, "s").toLowerCase();
}

const hash = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

function withText(body: unknown, place: TextPlace, text: string): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return text;
  if (Array.isArray(body)) return body.map((member, index) => (index === step ? withText(member, rest, text) : member));
  const members = isObject(body) ? body : {};
  return { ...members, [step]: withText(members[step as string] ?? (typeof rest[0] === "number" ? [null] : {}), rest, text) };
}

export function textAt(body: unknown, place: TextPlace): unknown {
  return place.reduce<unknown>((at, step) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[step] : undefined), body);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
