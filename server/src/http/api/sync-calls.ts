import { syncProviderCalls } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(syncProviderCalls, async ({ tenant, body }, { carriers }) => {
  const { synced, updated, errors } = await carriers.sync.calls(tenant, body.agentId);
  const message =
    errors.length === 0 ? `${synced} calls are new, ${updated} were completed.` : "Some calls could not be read: run it again, it goes on where it stopped.";
  return { success: errors.length === 0, message, callsSynced: synced, callsUpdated: updated, errors };
});
