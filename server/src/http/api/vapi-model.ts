import { hook } from "../hook.ts";

/** Our agents as the custom model of a Vapi assistant. */
export default hook({
  id: "vapi.model",
  tag: "Telephony",
  summary: "Chat completions, streamed: one of our agents as the model of a Vapi assistant",
  methods: ["POST"],
  paths: ["/llm/vapi/:tenantSlug/chat/completions"],
  handle: async (request, { carriers }) => ({
    status: 200,
    type: "text/event-stream; charset=utf-8",
    headers: { "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" },
    body: await carriers.vapi.complete(request, request.params["tenantSlug"] ?? ""),
  }),
});
