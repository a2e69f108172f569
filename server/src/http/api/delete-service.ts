import { deleteService } from "@firstring/contract/routes/services.ts";
import { removeService } from "../../booking/services.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteService, async ({ tenant, params }, { booking }) => {
  await booking.settings(tenant, (tx) => removeService(tx, tenant, params.id));
  return { id: params.id };
});
