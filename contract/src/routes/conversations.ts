import { z } from "zod";
import { byId, page } from "../schemas/common.ts";
import {
  conversation,
  conversationChange,
  conversationDraft,
  conversationList,
  conversationStats,
  conversationWithMessages,
  exchange,
  message,
  messageDraft,
} from "../schemas/conversation.ts";
import { route } from "./route.ts";

const tag = "Conversations";
const who = "signed_in";

export const listConversations = route({
  id: "conversations.list",
  method: "GET",
  path: "/api/conversations",
  tag,
  summary: "Conversations: staff see the tenant's, customers their own; urgent and live ones first",
  who,
  query: conversationList,
  reply: z.array(conversation),
  shape: "list",
});

export const createConversation = route({
  id: "conversations.create",
  method: "POST",
  path: "/api/conversations",
  tag,
  summary: "Open a chat with an agent",
  who,
  body: conversationDraft,
  reply: conversationWithMessages,
  status: 201,
});

export const getConversation = route({
  id: "conversations.get",
  method: "GET",
  path: "/api/conversations/:id",
  tag,
  summary: "One conversation with its messages",
  who,
  params: byId,
  reply: conversationWithMessages,
});

export const updateConversation = route({
  id: "conversations.update",
  method: "PUT",
  path: "/api/conversations/:id",
  tag,
  summary: "Rename, archive or rate a conversation",
  who,
  params: byId,
  body: conversationChange,
  reply: conversation,
});

export const deleteConversation = route({
  id: "conversations.delete",
  method: "DELETE",
  path: "/api/conversations/:id",
  tag,
  summary: "Remove an ended conversation and its messages from every list; the call's record stays under the tenant's retention",
  who,
  params: byId,
  reply: z.object({ id: z.string() }),
});

export const listConversationMessages = route({
  id: "conversations.messages",
  method: "GET",
  path: "/api/conversations/:id/messages",
  tag,
  summary: "The messages of a conversation, in order",
  who,
  params: byId,
  query: z.strictObject(page),
  reply: z.array(message),
  shape: "list",
});

export const postConversationMessage = route({
  id: "conversations.say",
  method: "POST",
  path: "/api/conversations/:id/messages",
  tag,
  summary: "Say something; answers with the agent's reply",
  who,
  params: byId,
  body: messageDraft,
  reply: exchange,
  status: 201,
});

export const getConversationStats = route({
  id: "conversations.stats",
  method: "GET",
  path: "/api/conversations/stats/user/:id",
  tag,
  summary: "How a person's conversations went; customers may ask about themselves only",
  who,
  params: byId,
  reply: conversationStats,
});
