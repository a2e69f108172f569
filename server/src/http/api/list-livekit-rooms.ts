import { listLivekitRooms } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(listLivekitRooms, ({ tenant }, { carriers }) => carriers.livekit.list(tenant));
