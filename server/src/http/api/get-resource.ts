import { getResource } from "@firstring/contract/routes/resources.ts";
import { getResource as get } from "../../booking/resources.ts";
import { endpoint } from "../endpoint.ts";
import { resourceReply } from "../resource-reply.ts";

export default endpoint(getResource, async ({ tenant, params }, { booking }) =>
  resourceReply(await booking.settings(tenant, (tx) => get(tx, tenant, params.id))),
);
