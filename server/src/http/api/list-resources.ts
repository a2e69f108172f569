import { listResources } from "@firstring/contract/routes/resources.ts";
import { listResources as list } from "../../booking/resources.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";
import { resourceReply } from "../resource-reply.ts";

export default endpoint(listResources, async ({ tenant, query }, { booking }) => {
  const { rows, total } = await booking.settings(tenant, (tx) => list(tx, tenant, window(query)));
  return { rows: rows.map(resourceReply), total };
});
