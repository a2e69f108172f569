import { getCallScenario } from "@firstring/contract/routes/calls.ts";
import { scenarioText } from "../../scenarios/from-call.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getCallScenario, async ({ tenant, params }, { calls }) => {
  const name = `call ${params.id}`;
  return { name, yaml: scenarioText(await calls.facts(tenant, params.id), name) };
});
