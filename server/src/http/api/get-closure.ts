import { getClosure } from "@firstring/contract/routes/closures.ts";
import { getClosure as get } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getClosure, ({ tenant, params }, { booking }) => booking.settings(tenant, (tx) => get(tx, tenant, params.id)));
