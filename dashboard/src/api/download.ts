import type { Route } from "@firstring/contract/routes/route.ts";
import { address, fetched } from "./client.ts";

/** Fetches a route's file as whoever is signed in, and has the browser keep it under its name. @throws Problem */
export async function download(route: Route, given: { params?: unknown; query?: unknown }): Promise<void> {
  const response = await fetched(route, given);
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? address(route.path).split("/").at(-1)!;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
