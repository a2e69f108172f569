/** Where the endpoint's secret goes, as it was shown. */
export const SECRET_PLACE = "PASTE THE SECRET OF THE ENDPOINT HERE (whsec_...)";

type Node = {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
  webhookId?: string;
};

const nodes: readonly Node[] = [
  {
    id: "firstring-1",
    name: "Firstring event",
    type: "n8n-nodes-base.webhook",
    typeVersion: 2,
    position: [0, 0],
    webhookId: "firstring",
    // The signature is over the very bytes, so the body is kept as it came beside the parsed one.
    parameters: { httpMethod: "POST", path: "firstring", responseMode: "responseNode", options: { rawBody: true } },
  },
  {
    id: "firstring-2",
    name: "Sign the same bytes",
    type: "n8n-nodes-base.crypto",
    typeVersion: 1,
    position: [220, 0],
    parameters: {
      action: "hmac",
      binaryData: true,
      binaryPropertyName: "data",
      type: "SHA256",
      dataPropertyName: "computed",
      secret: SECRET_PLACE,
      encoding: "hex",
    },
  },
  {
    id: "firstring-3",
    name: "Is it from Firstring?",
    type: "n8n-nodes-base.if",
    typeVersion: 2,
    position: [440, 0],
    parameters: {
      conditions: {
        options: { caseSensitive: true, leftValue: "", typeValidation: "strict" },
        conditions: [
          {
            id: "genuine",
            leftValue: "={{ 'sha256=' + $json.computed }}",
            rightValue: "={{ $json.headers['x-webhook-signature'] }}",
            operator: { type: "string", operation: "equals" },
          },
        ],
        combinator: "and",
      },
      options: {},
    },
  },
  {
    id: "firstring-4",
    name: "Say thanks",
    type: "n8n-nodes-base.respondToWebhook",
    typeVersion: 1,
    position: [660, -100],
    parameters: { respondWith: "json", responseBody: "={{ JSON.stringify({ received: $json.body.eventId }) }}", options: { responseCode: 200 } },
  },
  {
    id: "firstring-5",
    name: "Once each",
    type: "n8n-nodes-base.removeDuplicates",
    typeVersion: 2,
    position: [880, -100],
    // An event may come twice; its id does not change.
    parameters: {
      operation: "removeItemsSeenInPreviousExecutions",
      logic: "removeItemsWithAlreadySeenKeyValues",
      dedupeValue: "={{ $json.body.eventId }}",
      options: {},
    },
  },
  { id: "firstring-6", name: "Your steps from here", type: "n8n-nodes-base.noOp", typeVersion: 1, position: [1100, -100], parameters: {} },
  {
    id: "firstring-7",
    name: "Turn it away",
    type: "n8n-nodes-base.respondToWebhook",
    typeVersion: 1,
    position: [660, 100],
    parameters: { respondWith: "json", responseBody: '{"error":"wrong signature"}', options: { responseCode: 401 } },
  },
];

const to = (...names: string[]) => names.map((node) => ({ node, type: "main", index: 0 }));

/** A workflow for n8n's "Import from file": takes an event, checks its signature, answers, and lets each event through once. */
export const n8nWorkflow = (): Record<string, unknown> => ({
  name: "Firstring events",
  active: false,
  nodes,
  connections: {
    "Firstring event": { main: [to("Sign the same bytes")] },
    "Sign the same bytes": { main: [to("Is it from Firstring?")] },
    "Is it from Firstring?": { main: [to("Say thanks"), to("Turn it away")] },
    "Say thanks": { main: [to("Once each")] },
    "Once each": { main: [to("Your steps from here")] },
  },
  settings: { executionOrder: "v1" },
  pinData: {},
});
