import { updateClosure } from "@firstring/contract/routes/closures.ts";
import { changeClosure } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";
import { named } from "../named.ts";

export default endpoint(updateClosure, ({ tenant, params, body }, { booking }) =>
  booking.settings(tenant, (tx) => changeClosure(tx, tenant, params.id, named(body))),
);
