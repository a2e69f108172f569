import { getSyncProgress } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getSyncProgress, ({ tenant }, { carriers }) => carriers.sync.progress(tenant));
