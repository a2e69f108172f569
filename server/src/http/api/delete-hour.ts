import { deleteHour } from "@firstring/contract/routes/hours.ts";
import { removeHour } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteHour, async ({ tenant, params }, { booking }) => {
  await booking.settings(tenant, (tx) => removeHour(tx, tenant, params.id));
  return { id: params.id };
});
