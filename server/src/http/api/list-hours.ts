import { listHours } from "@firstring/contract/routes/hours.ts";
import { listHours as list } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listHours, ({ tenant, query }, { booking }) => booking.settings(tenant, (tx) => list(tx, tenant, window(query))));
