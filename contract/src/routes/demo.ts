import { demo, demoChange } from "../schemas/demo.ts";
import { staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Accounts";

/** Lets the sign-in page offer the demo sign-in with one click. Never true in production. */
export const getDemo = route({
  id: "demo.get",
  method: "GET",
  path: "/api/demo",
  tag,
  summary: "The demo sign-in, where there is one, and whether simulated callers call",
  who: "public",
  reply: demo,
});

export const changeDemo = route({
  id: "demo.change",
  method: "PUT",
  path: "/api/demo",
  tag,
  summary: "Switch the simulated callers on or off",
  who: staff,
  body: demoChange,
  reply: demo,
});
