import { listClosures } from "@firstring/contract/routes/closures.ts";
import { listClosures as list } from "../../booking/opening-times.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listClosures, ({ tenant, query }, { booking }) => booking.settings(tenant, (tx) => list(tx, tenant, window(query))));
