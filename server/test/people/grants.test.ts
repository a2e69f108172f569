import { roles } from "@firstring/contract/schemas/role.ts";
import { expect, it } from "vitest";
import { mayGive } from "../../src/people/grants.ts";

/** Rows give, columns are given. */
const matrix = {
  OWNER: { OWNER: true, ADMIN: true, SUPERVISOR: true, OPERATOR: true, CUSTOMER: true },
  ADMIN: { OWNER: false, ADMIN: false, SUPERVISOR: true, OPERATOR: true, CUSTOMER: true },
  SUPERVISOR: { OWNER: false, ADMIN: false, SUPERVISOR: false, OPERATOR: false, CUSTOMER: false },
  OPERATOR: { OWNER: false, ADMIN: false, SUPERVISOR: false, OPERATOR: false, CUSTOMER: false },
  CUSTOMER: { OWNER: false, ADMIN: false, SUPERVISOR: false, OPERATOR: false, CUSTOMER: false },
};

it.each(roles)("%s gives exactly the roles that are theirs to give", (actor) => {
  expect(Object.fromEntries(roles.map((role) => [role, mayGive(actor, role)]))).toEqual(matrix[actor]);
});
