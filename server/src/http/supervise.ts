import type { Route } from "@firstring/contract/routes/route.ts";
import type { Supervision } from "@firstring/contract/schemas/supervisor.ts";
import type { SupervisionDesk, Taking } from "../engine/supervision.ts";
import type { CallId } from "../lib/ids.ts";
import { Refusal } from "../lib/refusal.ts";
import { type AuditAction, writeDown } from "../people/audit.ts";
import { actor, self } from "./asker.ts";
import type { Input } from "./endpoint.ts";
import type { Parts } from "./parts.ts";

type Asked = Pick<Input<Route>, "tenant" | "person" | "key" | "origin"> & { params: { callId: string }; body: unknown };

/** One deed of a supervisor: the call is of their business and live, the deed is written down before it is done, with its reason. */
export async function supervise(
  input: Asked,
  { calls, supervision, db, clock }: Parts,
  action: AuditAction | undefined,
  act: (desk: SupervisionDesk, taking: Taking) => Promise<Supervision>,
): Promise<Supervision> {
  const { tenant, params, body } = input;
  const { id: who } = self(input);
  const { endedAt } = await calls.get(tenant, params.callId);
  if (endedAt !== null) throw new Refusal(409, "call_ended", "This call has ended already.");
  if (action !== undefined) {
    const reason = typeof body === "object" && body !== null && "reason" in body ? body.reason : undefined;
    await db.tenant(tenant, (tx) => writeDown(tx, actor(input), clock.nowMs(), action, params.callId, reason === undefined ? {} : { reason }));
  }
  return act(supervision, { tenant, call: params.callId as CallId, who });
}
