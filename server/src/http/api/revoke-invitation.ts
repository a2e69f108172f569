import { revokeInvitation } from "@firstring/contract/routes/invitations.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(revokeInvitation, async (input, { people }) => {
  await people.revokeInvitation(actor(input), input.params.id);
  return { done: true as const };
});
