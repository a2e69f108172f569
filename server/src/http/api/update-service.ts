import { updateService } from "@firstring/contract/routes/services.ts";
import { changeService } from "../../booking/services.ts";
import { endpoint } from "../endpoint.ts";
import { changesOf, serviceReply } from "../service-reply.ts";

export default endpoint(updateService, async ({ tenant, params, body }, { booking, clock }) =>
  serviceReply(await booking.settings(tenant, (tx) => changeService(tx, tenant, params.id, changesOf(body), clock.nowMs()))),
);
