import { acceptInvitation } from "@firstring/contract/routes/invitations.ts";
import { self } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(acceptInvitation, (input, { people }) => people.acceptInvitation(self(input), input.body.invitation, input.origin.ip));
