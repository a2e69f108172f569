import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { knowledge, knowledgeAnswer, knowledgeChange, knowledgeDraft, knowledgeList, knowledgeQuestion } from "../schemas/knowledge.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Knowledge";

export const listKnowledge = route({
  id: "knowledge.list",
  method: "GET",
  path: "/api/knowledge",
  tag,
  summary: "What agents answer from",
  who: staff,
  query: knowledgeList,
  reply: z.array(knowledge),
  shape: "list",
});

export const createKnowledge = route({
  id: "knowledge.create",
  method: "POST",
  path: "/api/knowledge",
  tag,
  summary: "Add an answer or a short document",
  who: admins,
  body: knowledgeDraft,
  reply: knowledge,
  status: 201,
});

export const searchKnowledge = route({
  id: "knowledge.search",
  method: "GET",
  path: "/api/knowledge/search",
  tag,
  summary: "Ask as a caller would; an empty list means it is not known",
  who: staff,
  query: knowledgeQuestion,
  reply: z.array(knowledgeAnswer),
});

export const getKnowledge = route({
  id: "knowledge.get",
  method: "GET",
  path: "/api/knowledge/:id",
  tag,
  summary: "One entry",
  who: staff,
  params: byId,
  reply: knowledge,
});

export const updateKnowledge = route({
  id: "knowledge.update",
  method: "PUT",
  path: "/api/knowledge/:id",
  tag,
  summary: "Change an entry",
  who: admins,
  params: byId,
  body: knowledgeChange,
  reply: knowledge,
});

export const deleteKnowledge = route({
  id: "knowledge.delete",
  method: "DELETE",
  path: "/api/knowledge/:id",
  tag,
  summary: "Remove an entry",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});
