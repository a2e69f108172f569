import { listServices } from "@firstring/contract/routes/services.ts";
import { listServices as list } from "../../booking/services.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";
import { serviceReply } from "../service-reply.ts";

export default endpoint(listServices, async ({ tenant, query }, { booking }) => {
  const { rows, total } = await booking.settings(tenant, (tx) => list(tx, tenant, window(query)));
  return { rows: rows.map(serviceReply), total };
});
