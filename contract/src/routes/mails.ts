import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { mail, mailList, mailWithBody } from "../schemas/mail.ts";
import { staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Mails";

export const listMails = route({
  id: "mails.list",
  method: "GET",
  path: "/api/mails",
  tag,
  summary: "Mails sent, or kept for reading",
  who: staff,
  query: mailList,
  reply: z.array(mail),
  shape: "list",
});

export const getMail = route({
  id: "mails.get",
  method: "GET",
  path: "/api/mails/:id",
  tag,
  summary: "One mail with its body and calendar file",
  who: staff,
  params: byId,
  reply: mailWithBody,
});
