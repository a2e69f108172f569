import { hook } from "../hook.ts";

/** Everything Vapi tells and asks about a call. */
export default hook({
  id: "vapi.webhook",
  tag: "Telephony",
  summary: "Vapi's server messages: who answers, tool calls, statuses, reports",
  methods: ["POST"],
  paths: ["/webhooks/vapi/:tenantSlug"],
  handle: (request, { carriers }) => carriers.vapi.receive(request, request.params["tenantSlug"] ?? ""),
});
