import { z } from "zod";
import { route } from "./route.ts";

const demo = z.object({
  demo: z.boolean().meta({ description: "Whether the demo businesses and their sign-in exist here" }),
  email: z.string().optional(),
  password: z.string().optional(),
});

/** Lets the sign-in page offer the demo sign-in with one click. Never true in production. */
export const getDemo = route({
  id: "demo.get",
  method: "GET",
  path: "/api/demo",
  tag: "Accounts",
  summary: "The demo sign-in, where there is one",
  who: "public",
  reply: demo,
});
