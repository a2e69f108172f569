import { createClosure } from "@firstring/contract/routes/closures.ts";
import { addClosure } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createClosure, ({ tenant, body }, { booking, clock }) => booking.settings(tenant, (tx) => addClosure(tx, tenant, body, clock.nowMs())));
