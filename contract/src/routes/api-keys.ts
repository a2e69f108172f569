import { z } from "zod";
import { done } from "../schemas/account.ts";
import { apiKey, apiKeyDraft, apiKeyList, apiKeyMade } from "../schemas/api-key.ts";
import { byId } from "../schemas/common.ts";
import { admins } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "API keys";

export const listApiKeys = route({
  id: "api_keys.list",
  method: "GET",
  path: "/api/api-keys",
  tag,
  summary: "The keys in use",
  who: admins,
  query: apiKeyList,
  reply: z.array(apiKey),
  shape: "list",
});

export const createApiKey = route({
  id: "api_keys.create",
  method: "POST",
  path: "/api/api-keys",
  tag,
  summary: "Make a key for a program; it acts as an admin of this business",
  who: admins,
  body: apiKeyDraft,
  reply: apiKeyMade,
  status: 201,
  idempotent: false,
});

export const revokeApiKey = route({
  id: "api_keys.revoke",
  method: "DELETE",
  path: "/api/api-keys/:id",
  tag,
  summary: "End a key, at once and for good",
  who: admins,
  params: byId,
  reply: done,
});
