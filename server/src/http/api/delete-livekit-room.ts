import { deleteLivekitRoom } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(deleteLivekitRoom, async ({ tenant, params }, { carriers }) => {
  await carriers.livekit.remove(tenant, params.room);
  return { id: params.room };
});
