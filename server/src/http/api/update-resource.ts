import { updateResource } from "@firstring/contract/routes/resources.ts";
import { changeResource } from "../../booking/resources.ts";
import { endpoint } from "../endpoint.ts";
import { named } from "../named.ts";
import { resourceReply } from "../resource-reply.ts";

export default endpoint(updateResource, async ({ tenant, params, body }, { booking, clock }) =>
  resourceReply(await booking.settings(tenant, (tx) => changeResource(tx, tenant, params.id, named(body), clock.nowMs()))),
);
