import { z } from "zod";
import { agent, agentChange, agentDraft, agentList, agentRevision, agentTest, agentTested } from "../schemas/agent.ts";
import { byId, page } from "../schemas/common.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Agents";

export const listAgents = route({
  id: "agents.list",
  method: "GET",
  path: "/api/agents",
  tag,
  summary: "The agents of the business",
  who: staff,
  query: agentList,
  reply: z.array(agent),
  shape: "list",
});

export const createAgent = route({
  id: "agents.create",
  method: "POST",
  path: "/api/agents",
  tag,
  summary: "Make an agent",
  who: admins,
  body: agentDraft,
  reply: agent,
  status: 201,
});

export const getAgent = route({
  id: "agents.get",
  method: "GET",
  path: "/api/agents/:id",
  tag,
  summary: "One agent, in its newest revision",
  who: staff,
  params: byId,
  reply: agent,
});

export const updateAgent = route({
  id: "agents.update",
  method: "PUT",
  path: "/api/agents/:id",
  tag,
  summary: "Change an agent: every save is a new revision, for calls opened from now on",
  who: admins,
  params: byId,
  body: agentChange,
  reply: agent,
});

export const deleteAgent = route({
  id: "agents.delete",
  method: "DELETE",
  path: "/api/agents/:id",
  tag,
  summary: "Retire an agent: its calls and revisions stay readable, its numbers go to the default agent",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});

export const listAgentRevisions = route({
  id: "agents.revisions",
  method: "GET",
  path: "/api/agents/:id/revisions",
  tag,
  summary: "Every saved revision, newest first",
  who: staff,
  params: byId,
  query: z.strictObject(page),
  reply: z.array(agentRevision),
  shape: "list",
});

export const testAgent = route({
  id: "agents.test",
  method: "POST",
  path: "/api/agents/:id/test",
  tag,
  summary: "Run one message through the agent; nothing lasting happens",
  who: staff,
  params: byId,
  body: agentTest,
  reply: agentTested,
  idempotent: false,
});
