import type { Telnyx } from "telnyx";
import type { ProviderCredentials } from "../../ports/credentials.ts";

export type TelnyxDial = { to: string; from: string; clientState: string; commandId: string; webhookUrl: string; ringSeconds: number; detectMachine: boolean };
export type Dialled = { is: "dialled"; control: string } | { is: "refused"; message: string } | { is: "unknown"; message: string };

/** What we ask of Telnyx's Call Control. */
export type TelnyxCommands = {
  /** One command to one leg. `command_id` makes a repeated one harmless for a minute, so the SDK may retry it. */
  act(control: string, action: string, body: { command_id: string; [key: string]: unknown }): Promise<void>;
  /** One request and no retry: a second would be a second call. */
  dial(order: TelnyxDial): Promise<Dialled>;
};

/** The leg is already gone: no news. */
const GONE: ReadonlySet<string> = new Set(["90018", "90015"]);

export function telnyxCommands({ apiKey, connectionId, baseUrl }: ProviderCredentials["telnyx"]): TelnyxCommands {
  let made: Promise<Telnyx> | undefined;
  const client = async (): Promise<Telnyx> => {
    made ??= import("telnyx").then(({ default: Sdk }) => new Sdk({ apiKey, ...(baseUrl !== undefined && { baseURL: baseUrl }), timeout: 10_000 }));
    return made;
  };
  return {
    async act(control, action, body) {
      try {
        await (await client()).post(`/calls/${encodeURIComponent(control)}/actions/${action}`, { body });
      } catch (problem) {
        const { error } = problem as { error?: { errors?: { code?: string }[] } };
        if (!GONE.has(error?.errors?.[0]?.code ?? "")) throw problem;
      }
    },
    async dial({ to, from, clientState, commandId, webhookUrl, ringSeconds, detectMachine }) {
      try {
        const { data } = await (await client()).calls.dial(
          {
            connection_id: connectionId ?? "",
            to,
            from,
            client_state: clientState,
            command_id: commandId,
            webhook_url: webhookUrl,
            timeout_secs: ringSeconds,
            ...(detectMachine && { answering_machine_detection: "greeting_end" as const }),
          },
          { maxRetries: 0 },
        );
        return { is: "dialled", control: data?.call_control_id ?? "" };
      } catch (problem) {
        const { status, message } = problem as { status?: number; message: string };
        const isRefusal = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 409;
        return { is: isRefusal ? "refused" : "unknown", message };
      }
    },
  };
}
