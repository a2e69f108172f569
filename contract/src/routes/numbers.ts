import { z } from "zod";
import { byId } from "../schemas/common.ts";
import { numberChange, numberDraft, numberList, ownNumber } from "../schemas/number.ts";
import { admins, staff } from "../schemas/role.ts";
import { route } from "./route.ts";

const tag = "Numbers";

export const listNumbers = route({
  id: "numbers.list",
  method: "GET",
  path: "/api/numbers",
  tag,
  summary: "The phone numbers of the business",
  who: staff,
  query: numberList,
  reply: z.array(ownNumber),
  shape: "list",
});

export const createNumber = route({
  id: "numbers.create",
  method: "POST",
  path: "/api/numbers",
  tag,
  summary: "Add a number and say who answers it",
  who: admins,
  body: numberDraft,
  reply: ownNumber,
  status: 201,
});

export const getNumber = route({
  id: "numbers.get",
  method: "GET",
  path: "/api/numbers/:id",
  tag,
  summary: "One number",
  who: staff,
  params: byId,
  reply: ownNumber,
});

export const updateNumber = route({
  id: "numbers.update",
  method: "PUT",
  path: "/api/numbers/:id",
  tag,
  summary: "Change who answers a number",
  who: admins,
  params: byId,
  body: numberChange,
  reply: ownNumber,
});

export const deleteNumber = route({
  id: "numbers.delete",
  method: "DELETE",
  path: "/api/numbers/:id",
  tag,
  summary: "Remove a number",
  who: admins,
  params: byId,
  reply: z.object({ id: z.string() }),
});
