import { createLivekitRoom } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createLivekitRoom, ({ tenant, body }, { carriers }) => carriers.livekit.create(tenant, body));
