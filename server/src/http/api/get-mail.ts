import { getMail } from "@firstring/contract/routes/mails.ts";
import { endpoint } from "../endpoint.ts";

export default endpoint(getMail, ({ tenant, params }, { mails }) => mails.get(tenant, params.id));
