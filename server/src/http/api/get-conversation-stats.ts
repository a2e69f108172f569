import { getConversationStats } from "@firstring/contract/routes/conversations.ts";
import { notFound } from "../../lib/refusal.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getConversationStats, async ({ tenant, person, params }, { conversations }) => {
  if (person?.customer && person.id !== params.id) throw notFound("person");
  return conversations.stats(tenant, params.id);
});
