import type { ProviderCredentials } from "../../ports/credentials.ts";

type Body = { [key: string]: unknown };

/** What we ask of Vapi's REST API. */
export type VapiAccount = {
  /** Newest first, created before `beforeIso` (and after `sinceIso`). */
  listCalls(wanted: { assistantId?: string; sinceIso?: string; beforeIso?: string }): Promise<Body[]>;
  listAssistants(): Promise<{ id: string; name: string }[]>;
  /** One request and no retry: a second would be a second call. */
  dial(order: { to: string; phoneNumberId: string; assistant: object }): Promise<string>;
};

export const VAPI_PAGE = 100;

export async function vapiAccount({ apiKey = "", baseUrl }: ProviderCredentials["vapi"]): Promise<VapiAccount> {
  const { VapiClient } = await import("@vapi-ai/server-sdk"); // loaded by those who use it
  const client = new VapiClient({ token: apiKey, ...(baseUrl !== undefined && { baseUrl }), timeoutInSeconds: 20 });
  return {
    async listCalls({ assistantId, sinceIso, beforeIso }) {
      // Filters are ISO strings: a Date is dropped without a word, and everything comes.
      const calls = await client.calls.list({
        limit: VAPI_PAGE,
        ...(assistantId !== undefined && { assistantId }),
        ...(sinceIso !== undefined && { createdAtGt: sinceIso }),
        ...(beforeIso !== undefined && { createdAtLe: beforeIso }),
      });
      return calls as unknown as Body[];
    },
    async listAssistants() {
      const found = await client.assistants.list({ limit: 1000 });
      return found.map(({ id, name }) => ({ id, name: name ?? "" }));
    },
    async dial({ to, phoneNumberId, assistant }) {
      const call = (await client.calls.create({ customer: { number: to }, phoneNumberId, ...assistant } as never, { maxRetries: 0 })) as unknown as {
        id: string;
      };
      return call.id;
    },
  };
}
