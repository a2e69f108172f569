import { listCallEvents } from "@firstring/contract/routes/calls.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listCallEvents, async ({ tenant, params, query }, { calls }) => {
  const facts = await calls.facts(tenant, params.id);
  const { limit, offset } = window(query);
  const rows = facts.slice(offset, offset + limit).map(({ seq, atMs, event }) => ({ seq, at: new Date(atMs).toISOString(), type: event.type, event }));
  return { rows, total: facts.length };
});
