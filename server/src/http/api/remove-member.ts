import { removeMember } from "@firstring/contract/routes/team.ts";
import type { PersonId } from "../../lib/ids.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(removeMember, async (input, { people }) => {
  await people.removeMember(actor(input), input.params.id as PersonId);
  return { done: true as const };
});
