import { createTicket } from "@firstring/contract/routes/talk.ts";
import { endpoint } from "../endpoint.ts";
import { openTo } from "../visitors.ts";

export default endpoint(createTicket, async (input, { browser, db }) => {
  const { body, person } = input;
  const { tenant, agentId, language, resume } = body;
  // Whoever names a business is its visitor, signed in elsewhere or not.
  const of =
    tenant !== undefined || resume !== undefined
      ? { slug: resume !== undefined ? "" : await openTo(db, tenant) }
      : { tenant: input.tenant, ...(person && { person: person.id }) };
  return browser.ticket({
    of,
    ...(agentId !== undefined && { agentId }),
    ...(language !== undefined && { language }),
    ...(resume !== undefined && { resume }),
  });
});
