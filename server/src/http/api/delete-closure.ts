import { deleteClosure } from "@firstring/contract/routes/closures.ts";
import { removeClosure } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteClosure, async ({ tenant, params }, { booking }) => {
  await booking.settings(tenant, (tx) => removeClosure(tx, tenant, params.id));
  return { id: params.id };
});
