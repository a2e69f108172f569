import { deleteResource } from "@firstring/contract/routes/resources.ts";
import { removeResource } from "../../booking/resources.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteResource, async ({ tenant, params }, { booking }) => {
  await booking.settings(tenant, (tx) => removeResource(tx, tenant, params.id));
  return { id: params.id };
});
