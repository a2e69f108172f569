import { listMails } from "@firstring/contract/routes/mails.ts";
import { endpoint } from "../endpoint.ts";
import { window } from "../pages.ts";

export default endpoint(listMails, ({ tenant, query }, { mails }) => mails.list(tenant, { ...query, ...window(query) }));
