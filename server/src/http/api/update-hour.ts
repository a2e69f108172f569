import { updateHour } from "@firstring/contract/routes/hours.ts";
import { changeHour } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";
import { named } from "../named.ts";

export default endpoint(updateHour, ({ tenant, params, body }, { booking }) =>
  booking.settings(tenant, (tx) => changeHour(tx, tenant, params.id, named(body))),
);
