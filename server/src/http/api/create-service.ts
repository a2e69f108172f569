import { createService } from "@firstring/contract/routes/services.ts";
import { addService } from "../../booking/services.ts";
import { endpoint } from "../endpoint.ts";
import { serviceReply, specOf } from "../service-reply.ts";

export default endpoint(createService, async ({ tenant, body }, { booking, clock }) =>
  serviceReply(await booking.settings(tenant, (tx) => addService(tx, tenant, specOf(body), clock.nowMs()))),
);
