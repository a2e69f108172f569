import { createResource } from "@firstring/contract/routes/resources.ts";
import { addResource } from "../../booking/resources.ts";
import { endpoint } from "../endpoint.ts";
import { resourceReply } from "../resource-reply.ts";

export default endpoint(createResource, async ({ tenant, body }, { booking, clock }) =>
  resourceReply(await booking.settings(tenant, (tx) => addResource(tx, tenant, body, clock.nowMs()))),
);
