import { readdir } from "node:fs/promises";
import type { Endpoint } from "./endpoint.ts";
import type { Hook } from "./hook.ts";

/** Every endpoint and hook of a folder: one per file, as its default export. */
export async function findEndpoints(folder: URL): Promise<(Endpoint | Hook)[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    files.map(async (name) => {
      const found = ((await import(new URL(name, folder).href)) as { default?: Endpoint | Hook }).default;
      if (found?.kind !== "endpoint" && found?.kind !== "hook") throw new Error(`http/api/${name} must have one default export, made by endpoint() or hook()`);
      return found;
    }),
  );
}
