import { getService } from "@firstring/contract/routes/services.ts";
import { getService as get } from "../../booking/services.ts";
import { endpoint } from "../endpoint.ts";
import { serviceReply } from "../service-reply.ts";

export default endpoint(getService, async ({ tenant, params }, { booking }) =>
  serviceReply(await booking.settings(tenant, (tx) => get(tx, tenant, params.id))),
);
