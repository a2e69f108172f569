import { changeRole } from "@firstring/contract/routes/team.ts";
import type { PersonId } from "../../lib/ids.ts";
import { actor } from "../asker.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(changeRole, (input, { people }) => people.changeRole(actor(input), input.params.id as PersonId, input.body.role));
