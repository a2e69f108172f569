import { listInvitations } from "@firstring/contract/routes/invitations.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listInvitations, ({ tenant, query }, { people }) => people.listInvitations(tenant, window(query)));
