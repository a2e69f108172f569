import { getHour } from "@firstring/contract/routes/hours.ts";
import { getHour as get } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getHour, ({ tenant, params }, { booking }) => booking.settings(tenant, (tx) => get(tx, tenant, params.id)));
