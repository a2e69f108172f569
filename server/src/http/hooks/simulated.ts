import type { BrainChoice } from "@firstring/contract/call/agent.ts";
import type { Route } from "@firstring/contract/routes/route.ts";
import { admins } from "@firstring/contract/schemas/role.ts";
import type { SimulatedCall } from "@firstring/contract/schemas/twilio.ts";
import { Refusal } from "../../lib/refusal.ts";
import type { Input } from "../endpoint.ts";
import type { Parts } from "../parts.ts";

/** A whole call to the asker's business; in development anyone may have one with the demo business. */
export async function simulated(input: Input<Route>, parts: Parts, brain: BrainChoice): Promise<SimulatedCall> {
  const { state, call, script } = await parts.simulator.play({ tenant: businessOf(input, parts), brain });
  const { bookings, opened, phase, transcript } = state;
  const used = opened?.agent.brain ?? brain;
  return {
    callId: call,
    caller: script,
    brain: used.kind === "offline" ? "offline" : `${used.provider}/${used.model}`,
    outcome: phase.is === "ended" ? phase.outcome : null,
    transcript: transcript.flatMap((line) => (line.who === "tool" ? [] : [{ who: line.who, text: line.text }])),
    booking: bookings.at(-1) ?? null,
  };
}

/** The tenant of an API key; undefined where nobody is signed in, which reading it refuses. */
function ownTenant(input: Input<Route>): Input<Route>["tenant"] | undefined {
  try {
    return input.tenant;
  } catch (problem) {
    if (problem instanceof Refusal && problem.status === 401) return undefined;
    throw problem;
  }
}

function businessOf(input: Input<Route>, { config, demo }: Parts): Input<Route>["tenant"] {
  if (input.person !== undefined) {
    if (admins.some((role) => role === input.person?.role)) return input.tenant;
    throw new Refusal(403, "forbidden", "An owner or administrator may do this.");
  }
  const byKey = ownTenant(input);
  if (byKey !== undefined) return byKey;
  if (config.mode !== "production" && demo !== undefined) return demo.tenant;
  throw new Refusal(401, "unauthenticated", "Sign in as an owner or administrator.");
}
