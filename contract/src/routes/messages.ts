import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { messageChange, messageList, messageTaken } from "../schemas/message.ts";
import { staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Messages";

export const listMessages = route({
  id: "messages.list",
  method: "GET",
  path: "/api/messages",
  tag,
  summary: "What callers left for the business, newest first",
  who: staff,
  query: messageList,
  reply: z.array(messageTaken),
  shape: "list",
});

export const updateMessage = route({
  id: "messages.update",
  method: "PUT",
  path: "/api/messages/:id",
  tag,
  summary: "Mark a message as dealt with, or not",
  who: staff,
  params: byId,
  body: messageChange,
  reply: messageTaken,
});
