import type { AgentSpec } from "@firstring/contract/call/agent.ts";
import { consentTo } from "@firstring/contract/call/consent.ts";
import type { ChannelName, Json, Proposal, ToolOutput } from "@firstring/contract/call/event.ts";
import type { CallId, TenantId } from "../../lib/ids.ts";
import type { Tool } from "../../ports/tool.ts";

/** A tool of ours asked for by somebody else's assistant. */
export type OutsideCall = Readonly<{
  tenant: TenantId;
  call: CallId;
  agent: AgentSpec;
  channel: ChannelName;
  caller: string;
  id: string;
  name: string;
  input: Record<string, unknown>;
  /** The caller's last words, as the provider's transcript has them. */
  lastSaid: string;
  nowMs: number;
  signal: AbortSignal;
}>;

/**
 * Runs our tools for assistants that are not ours. What needs a yes is judged here as everywhere: a proposal that was read back, and
 * the caller's own words to it; an assistant's word that they agreed is not enough.
 */
export class OutsideTools {
  readonly #tools: ReadonlyMap<string, Tool>;
  /** The open proposal of each call. Bounded: the oldest calls are over. */
  readonly #proposals = new Map<CallId, Proposal>();

  constructor(tools: ReadonlyMap<string, Tool>) {
    this.#tools = tools;
  }

  /** What the assistant is told, as one line. */
  async run(asked: OutsideCall): Promise<{ result: string } | { error: string }> {
    const tool = this.#tools.get(asked.name);
    if (tool === undefined) return { error: `There is no tool named ${asked.name}.` };
    const parsed = tool.input.safeParse(asked.input);
    if (!parsed.success) return { error: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") };
    const proposal = this.#proposals.get(asked.call);
    if (tool.needsYes && (proposal === undefined || consentTo(proposal.readBack, asked.lastSaid, proposal.kind) !== "yes"))
      return {
        error:
          proposal === undefined ? "Nothing was prepared: call hold_booking first." : `Read this to the caller and get a clear yes first: ${proposal.readBack}`,
      };
    const { tenant, call, agent, channel, caller, id, nowMs, signal } = asked;
    try {
      const output = await tool.run(parsed.data, {
        tenant,
        call,
        agent,
        channel,
        caller,
        language: agent.languages[0] ?? "en",
        idempotencyKey: `${call}/${id}`,
        nowMs,
        signal,
        ...(tool.needsYes && proposal !== undefined && { proposal: { ...proposal, heard: true } }),
      });
      this.#keep(call, output);
      return { result: JSON.stringify(toldOf(output)) };
    } catch (problem) {
      return { error: problem instanceof Error ? problem.message : String(problem) };
    }
  }

  #keep(call: CallId, { proposal, booking }: ToolOutput): void {
    if (booking !== undefined) this.#proposals.delete(call);
    if (proposal === undefined) return;
    this.#proposals.delete(call);
    this.#proposals.set(call, proposal);
    const oldest = this.#proposals.keys().next();
    if (this.#proposals.size > MOST_OPEN && !oldest.done) this.#proposals.delete(oldest.value);
  }
}

/** More calls than any installation has live at once. */
const MOST_OPEN = 2_000;

function toldOf({ say, proposal, booking, data, transfer }: ToolOutput): Json {
  return {
    ...(say !== undefined && { say }),
    ...(proposal !== undefined && { read_back: proposal.readBack, instructions: "Read this word for word; only after a clear yes call confirm." }),
    ...(booking !== undefined && { booked: { code: booking.code, status: booking.status, summary: booking.summary } }),
    ...(transfer !== undefined && { transfer_to: transfer.to }),
    ...(data !== undefined && { data }),
  };
}
