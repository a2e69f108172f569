import type { ProviderCredentials } from "../../ports/credentials.ts";
import type { Body } from "./wire.ts";

export type RetellPage = { calls: readonly Body[]; next: string | undefined };
export type RetellAgent = { id: string; name: string };

/** What we ask of Retell's REST API. */
export type RetellAccount = {
  /** Calls that have ended, oldest first; `after` is the opaque key of the page before. */
  listCalls(wanted: { agentId?: string; sinceMs: number; after?: string }): Promise<RetellPage>;
  /** The call with its transcript, which lists leave out. */
  getCall(id: string): Promise<Body>;
  listAgents(): Promise<RetellAgent[]>;
  /** One request and no retry: a second would be a second call. */
  dial(order: { to: string; from: string; agentId?: string; metadata: Record<string, string> }): Promise<string>;
};

const PAGE = 100;

export async function retellAccount({ apiKey, baseUrl }: ProviderCredentials["retell"]): Promise<RetellAccount> {
  const { default: Retell } = await import("retell-sdk"); // loaded by those who use it
  const client = new Retell({ apiKey, ...(baseUrl !== undefined && { baseURL: baseUrl }), timeout: 20_000 });
  return {
    async listCalls({ agentId, sinceMs, after }) {
      const page = (await client.call.list({
        filter_criteria: {
          call_status: { op: "in", type: "enum", value: ["ended", "error", "not_connected"] },
          ...(agentId !== undefined && { agent: [{ agent_id: agentId }] }),
          ...(sinceMs > 0 && { start_timestamp: { op: "gt", type: "number", value: sinceMs } }),
        },
        sort_order: "ascending",
        limit: PAGE,
        ...(after !== undefined && { pagination_key: after }),
      } as never)) as unknown as { items?: Body[]; has_more?: boolean; pagination_key?: string };
      return { calls: page.items ?? [], next: page.has_more === true ? page.pagination_key : undefined };
    },
    getCall: async (id) => (await client.call.retrieve(id)) as unknown as Body,
    async listAgents() {
      const found = new Map<string, string>();
      let after: string | undefined;
      do {
        // The list was renamed in 2026: the new one is asked by its path.
        const page = (await client.post("/v2/list-agents", { body: { limit: PAGE, ...(after !== undefined && { pagination_key: after }) } })) as
          | { items?: Body[]; has_more?: boolean; pagination_key?: string }
          | Body[];
        const items = Array.isArray(page) ? page : (page.items ?? []);
        for (const one of items) if (typeof one["agent_id"] === "string") found.set(one["agent_id"], String(one["agent_name"] ?? ""));
        after = Array.isArray(page) || page.has_more !== true ? undefined : page.pagination_key;
      } while (after !== undefined);
      return [...found].map(([id, name]) => ({ id, name }));
    },
    async dial({ to, from, agentId, metadata }) {
      const call = await client.call.createPhoneCall(
        { to_number: to, from_number: from, metadata, ...(agentId !== undefined && { override_agent_id: agentId }) },
        { maxRetries: 0 },
      );
      return call.call_id;
    },
  };
}
