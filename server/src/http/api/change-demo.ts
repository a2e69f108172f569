import { changeDemo } from "@firstring/contract/routes/demo.ts";
import { Refusal } from "../../lib/refusal.ts";
import { endpoint } from "../endpoint.ts";
import { told } from "../hooks/demo.ts";

export default endpoint(changeDemo, async ({ body: { simulating } }, parts) => {
  if (parts.demo === undefined) throw new Refusal(409, "no_demo", "There are no demo businesses here for simulated callers to call: set DEMO=on.");
  parts.simulator.set(simulating);
  return told(parts);
});
