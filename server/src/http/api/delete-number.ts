import { deleteNumber } from "@firstring/contract/routes/numbers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteNumber, async ({ tenant, params }, { agents }) => {
  await agents.numbers.remove(tenant, params.id);
  return { id: params.id };
});
