import { syncProviderAgents } from "@firstring/contract/routes/carriers.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(syncProviderAgents, async ({ tenant }, { carriers }) => {
  const { synced, updated, errors } = await carriers.sync.agents(tenant);
  const message = errors.length === 0 ? `${synced} agents are new, ${updated} were known.` : "Some agents could not be read: check the keys and try again.";
  return { success: errors.length === 0, message, agentsSynced: synced, agentsUpdated: updated, errors };
});
