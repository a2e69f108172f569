import { createHour } from "@firstring/contract/routes/hours.ts";
import { addHour } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createHour, ({ tenant, body }, { booking, clock }) => booking.settings(tenant, (tx) => addHour(tx, tenant, body, clock.nowMs())));
