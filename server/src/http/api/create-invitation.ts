import { createInvitation } from "@firstring/contract/routes/invitations.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(createInvitation, (input, { people }) => people.invite(actor(input), input.body));
